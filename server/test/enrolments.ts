/** Companies that enrol, for tests of the module, on a database of the test file's own. */
import { beforeAll } from 'vitest';
import { isFault, newId, type Actor } from '../src/kernel/index.ts';
import {
  addOwnLocation,
  approveEnrolment,
  associatePartnerId,
  confirmEmail,
  decideCheck,
  emptyProfile,
  ownDetail,
  saveEnrolment,
  startEnrolment,
  submitEnrolment,
  type EnrolmentProfile,
} from '../src/modules/enrolment/index.ts';
import { createTenant, createUser, hashPassword, type PasswordHash } from '../src/modules/identity/index.ts';
import type { Work } from '../src/platform/work.ts';
import { setClock, testNow } from './clock.ts';
import { testActor, useDatabase, type TestWorks } from './database.ts';

export const origin = 'https://partners.example';
const served = {} as { works: TestWorks; operator: Actor; hash: PasswordHash };
/** Of the file whose tests run now. */
export const works = (): TestWorks => served.works;
export const operator = (): Actor => served.operator;

export const as = <Result>(actor: Actor, body: (work: Work) => Promise<Result>) =>
  served.works.runner.run<Result, unknown>({ actor, system: true }, body);

/** Call at the top of a test file. */
export function enrolmentDatabase(): void {
  const own = useDatabase();
  beforeAll(async () => {
    const id = newId();
    const hash = await hashPassword('A long enough password 1');
    Object.assign(served, { works: own, operator: testActor(id, ['operator']), hash });
    await own.asSystem((work) =>
      createTenant(work, { id, name: 'Operator', domain: 'operator.example', country: 'FR', parts: ['operator'] }),
    );
  });
}

/** Sets business time to so long after the beginning of tests. */
export const timeIs = (after: Temporal.DurationLike) =>
  setClock(served.works.pools.owner, testNow.add(after).toString());

let count = 0;
/** How many companies there are: the last one's number. */
export const companies = () => count;

/** A company with an account and one global administrator. */
export async function aCompany(country = 'FR', name = 'Éclair İß 株 🚀'): Promise<Actor> {
  count += 1;
  const tenantId = newId();
  const actor = { ...testActor(tenantId, ['applicant']), name: `ada@eclair${count}.example` };
  await served.works.asSystem(async (work) => {
    const domain = `eclair${count}.example`;
    await createTenant(work, { id: tenantId, name, domain, country, parts: ['applicant'] });
    const person = { id: actor.userId!, tenantId, userPrincipalName: actor.name, displayName: 'Ada Ёлкина' };
    await createUser(work, {
      ...person,
      email: actor.name,
      passwordHash: served.hash,
      roles: ['global_admin', 'admin_agent'],
    });
  });
  return actor;
}

export const address = {
  addressLine1: '12 rue des Lilas',
  addressLine2: '',
  city: 'Nantes',
  state: '',
  postalCode: '44000',
};

export function filled({ name }: Actor, email = name): EnrolmentProfile {
  const empty = emptyProfile('fr');
  return {
    ...empty,
    company: { ...empty.company, name: 'Éclair İß 株 🚀', address },
    primaryContact: { ...empty.primaryContact, firstName: 'Ada', lastName: 'ش', email, phoneNumber: '+33240000000' },
    supportContact: { email: 'support@eclair.example', phoneNumber: '+33240000001', website: '' },
  };
}

export const detail = (actor: Actor) => as(actor, (work) => ownDetail(work, 'reseller'));

export async function startFilled(actor: Actor, email?: string): Promise<void> {
  const { revision } = await as(actor, (work) => startEnrolment(work, 'reseller'));
  await as(actor, (work) => saveEnrolment(work, { kind: 'reseller', revision, profile: filled(actor, email) }));
}

export async function associate(actor: Actor): Promise<string> {
  const { mpnId } = await as(actor, (work) => addOwnLocation(work, { name: 'Nantes', country: 'FR', address }));
  await as(actor, (work) => associatePartnerId(work, { kind: 'reseller', mpnId, origin }));
  return mpnId;
}

interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly links: readonly string[];
}

export async function mailsTo(recipient: string): Promise<Mail[]> {
  const { rows } = await served.works.pools.owner.query<Mail>(
    'select subject, text, links from mail where recipient = $1 order by at, id',
    [recipient],
  );
  return rows;
}

export const tokenOf = (mail: Mail | undefined) => mail!.links[0]!.split('#')[1]!;
export const named = ({ tenantId }: Actor) => ({ tenantId, kind: 'reseller' as const });
/** As the desk reads it now. */
export const seen = async (actor: Actor) => ({ ...named(actor), revision: (await detail(actor)).enrolment.revision });

export async function passAll(actor: Actor): Promise<void> {
  const checks = ['email_domain', 'employment_verification', 'business_verification', 'due_diligence'] as const;
  const read = await seen(actor);
  for (const name of checks) {
    await as(served.operator, (work) => decideCheck(work, read, { name, state: 'passed', note: '' }));
  }
}

export async function verified(actor: Actor): Promise<void> {
  await as(actor, (work) => submitEnrolment(work, 'reseller', origin));
  await confirmEmail(served.works.runner, tokenOf((await mailsTo(actor.name)).at(-1)), origin);
  await passAll(actor);
  await approve(actor);
}

export async function approve(actor: Actor): Promise<void> {
  const read = await seen(actor);
  await as(served.operator, (work) => approveEnrolment(work, read, origin));
}

export async function codeOf(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isFault(error)) throw new Error('expected a fault', { cause: error });
  return error.code;
}

export const eventsOf = async (name: string) => {
  const { rows } = await served.works.pools.owner.query<{ new_value: Record<string, string> }>(
    'select new_value from event where name = $1 order by seq',
    [name],
  );
  return rows.map(({ new_value }) => new_value);
};
