/** What keeps a profile, or a part of it, from being whole. */
import { dayOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { rules } from '../../../programme/rules/index.ts';
import { partOf, profileProblems, type ProfilePart } from '../domain/profile.ts';
import { enrolmentFault } from '../faults.ts';
import type { Enrolment } from '../store/enrolments.ts';
import { selectMailDomains } from '../store/mail-domains.ts';

/** `part`: only that is looked at. Faults: EnrolmentIncomplete with every problem. */
export async function requireComplete(
  work: Work,
  enrolment: Enrolment,
  shortPath: boolean,
  part?: ProfilePart,
): Promise<void> {
  const found = profileProblems(enrolment.profile, {
    kind: enrolment.kind,
    country: enrolment.country,
    refusedMailDomains: await selectMailDomains(work),
    shortPath,
    on: dayOf(work.now),
  });
  // Of a company that came before there was vetting, nobody knows its contacts (decision 0080).
  const problems = found.filter(
    ({ path }) =>
      (!enrolment.verifiedProfile || path.startsWith('company.')) && (part === undefined || partOf(path) === part),
  );
  if (problems.length === 0) return;
  const message = 'The enrolment was not sent. Fill in what is missing and correct what is wrong.';
  throw enrolmentFault('EnrolmentIncomplete', message, { problems, rule: rules.B5 });
}
