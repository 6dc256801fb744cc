/** Who in an organisation is told something by mail, in which language. */
import type { Role } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { tenantOf } from './tenants.ts';
import { usersOf } from './users.ts';

export interface Reader {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  /** Its own choice, or the organisation's language. */
  readonly language: 'en' | 'fr';
}

/** As many are written to. */
const mostReaders = 20;

/** Active people of a tenant who have one of the roles, by name. System only. */
export async function readersOf(work: Work, tenantId: string, roles: readonly Role[]): Promise<readonly Reader[]> {
  const tenant = await tenantOf(work, tenantId);
  const people = (await usersOf(work, tenantId)).filter(
    (user) => user.active && user.roles.some((role) => roles.includes(role)),
  );
  return people.slice(0, mostReaders).map(({ id, email, displayName, language }) => ({
    id,
    email,
    displayName,
    language: /^fr(-|$)/i.test(language ?? tenant.language) ? 'fr' : 'en',
  }));
}
