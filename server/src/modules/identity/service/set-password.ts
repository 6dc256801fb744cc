/** A password that somebody else sets for a person. */
import { requireMailsLeft, sendMail } from '../../../platform/mail.ts';
import type { Work } from '../../../platform/work.ts';
import { passwordResetMail } from '../domain/mails.ts';
import type { IdentityEvents } from '../events.ts';
import { updatePerson } from '../store/people.ts';
import { deleteSignIns } from '../store/sign-ins.ts';
import { concerned } from './concerned.ts';
import type { PasswordHash } from './passwords.ts';
import type { Person } from './people.ts';
import { tenantOf } from './tenants.ts';

const mostADay = 5;

/**
 * Who asks must have the right already. The person is signed out everywhere and told by mail. Faults: TooManyRequests after
 * five a day. System only.
 */
export async function setPassword(
  work: Work,
  person: Person,
  { hash, mustChange }: { readonly hash: PasswordHash; readonly mustChange: boolean },
): Promise<void> {
  const reasons = `password-set/${person.id}/`;
  await requireMailsLeft(work, { to: person.email, reasons, most: mostADay });
  const row = { id: person.id, tenant_id: person.tenantId };
  await updatePerson(work, row, { password_hash: hash, must_change_password: mustChange });
  await deleteSignIns(work, person.id, '');
  const { language } = await tenantOf(work, person.tenantId);
  await sendMail(work, {
    to: person.email,
    ...passwordResetMail(person, work.now, person.language ?? language),
    reason: `${reasons}${work.now.toString()}`,
  });
  const newValue: IdentityEvents['UserPasswordReset'] = { userPrincipalName: person.userPrincipalName };
  const about = { aggregateType: 'user', aggregateId: person.id, ...concerned(work, person.tenantId) };
  work.publish({ name: 'UserPasswordReset', ...about, newValue });
}
