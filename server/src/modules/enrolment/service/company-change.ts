/**
 * A verified company changes its name, registration number or address: that is verified anew, and until it is decided the
 * company is in the programme with what was verified last (rule B16, decision 0080).
 */
import { dayOf, writtenLanguageOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import type { TypedAddress } from '../../../programme/address-check.ts';
import type { EnrolmentKind } from '../../../programme/enrolment.ts';
import { rules } from '../../../programme/rules/index.ts';
import { vettingChecks, vettingVerdict } from '../../../programme/vetting.ts';
import { findUser, tenantOf } from '../../identity/index.ts';
import { findPartnerAccount, legalProfile, locationByMpnId } from '../../partners/index.ts';
import { sawTheSame } from '../domain/looked-at.ts';
import { emptyProfile, profileProblems, sameCompany, type EnrolmentProfile } from '../domain/profile.ts';
import { enrolmentFault, requireAllowed } from '../faults.ts';
import {
  insertEnrolment,
  selectChecks,
  selectEnrolments,
  statesOf,
  updateEnrolment,
  writeCheck,
  type Enrolment,
} from '../store/enrolments.ts';
import { publishOf } from './draft.ts';
import { enrolmentOf } from './facts.ts';
import { requireContactMails } from './mail.ts';
import { goOn } from './submit.ts';

interface CompanyWish {
  readonly name: string;
  readonly registrationNumber: string;
  /** In the country of the account, which stays. */
  readonly address: TypedAddress;
}

/**
 * Asks for the change. Faults: EnrolmentUnknown for a company that was never verified, EnrolmentMoveRefused while another
 * change waits, CompanyUnchanged, EnrolmentIncomplete with every problem, TooManyRequests. System only.
 */
export async function changeCompany(work: Work, wish: CompanyWish, origin: string): Promise<Enrolment> {
  const enrolment = await verifiedEnrolment(work);
  const checks = statesOf(await selectChecks(work, enrolment));
  requireAllowed(vettingVerdict('change', { status: enrolment.status, checks }), 'EnrolmentMoveRefused');
  const profile = {
    ...enrolment.profile,
    company: { ...enrolment.profile.company, ...wish, entry: 'manual' as const },
  };
  if (sameCompany(profile, enrolment.profile)) {
    throw enrolmentFault(
      'CompanyUnchanged',
      'Name, registration number and address are the verified ones. Change one.',
      {
        target: 'name',
      },
    );
  }
  requireCompany(work, enrolment, profile);
  await requireContactMails(work, enrolment);
  const revision = enrolment.revision + 1;
  await updateEnrolment(work, enrolment, { profile, revision, submittedAt: work.now });
  const { tenantId, kind } = enrolment;
  publishOf(work, 'CompanyChangeRequested', kind, { kind, name: wish.name, formerName: enrolment.companyName });
  return goOn(work, await enrolmentOf(work, tenantId, kind), origin);
}

/** Takes the change back; what was verified last stands. Faults: EnrolmentUnknown, EnrolmentMoveRefused. System only. */
export async function withdrawCompanyChange(work: Work): Promise<Enrolment> {
  const { tenantId, kind, status, verifiedProfile, revision } = await verifiedEnrolment(work);
  if (status === 'authorized' || !verifiedProfile) {
    const message = 'No change of the company’s name or address waits. Read the legal profile again.';
    throw enrolmentFault('EnrolmentMoveRefused', message, { rule: rules.B16 });
  }
  const named = { tenantId, kind };
  await updateEnrolment(work, named, {
    status: 'authorized',
    subStatus: 'none',
    profile: verifiedProfile,
    revision: revision + 1,
    expectedOn: null,
    reason: null,
  });
  await passAsVerified(work, named, verifiedProfile);
  publishOf(work, 'CompanyChangeWithdrawn', kind, { kind });
  return enrolmentOf(work, tenantId, kind);
}

/** Checks are again those of what was verified last, whatever they looked at meanwhile. */
async function passAsVerified(
  work: Work,
  named: Pick<Enrolment, 'tenantId' | 'kind'>,
  profile: EnrolmentProfile,
): Promise<void> {
  const checks = new Map((await selectChecks(work, named)).map((check) => [check.name, check]));
  for (const name of vettingChecks) {
    const check = checks.get(name);
    const lookedAt = check?.lookedAt ?? null;
    if (check?.state === 'passed' && sawTheSame(name, { lookedAt, profile, verifiedBefore: true })) continue;
    await writeCheck(work, named, { name, state: 'passed', note: 'change withdrawn' });
  }
}

function requireCompany(work: Work, { kind, country }: Enrolment, profile: EnrolmentProfile): void {
  const facts = { kind, country, refusedMailDomains: [], shortPath: false, on: dayOf(work.now) };
  const problems = profileProblems(profile, facts).flatMap(({ path, ...problem }) =>
    path.startsWith('company.') ? [{ ...problem, path: path.slice('company.'.length) }] : [],
  );
  if (problems.length === 0) return;
  const message = 'The change was not sent. Fill in what is missing and correct what is wrong.';
  throw enrolmentFault('EnrolmentIncomplete', message, { problems, rule: rules.B5 });
}

/** The enrolment by which the company was verified last, held until the work ends. */
async function verifiedEnrolment(work: Work): Promise<Enrolment> {
  const found = (await selectEnrolments(work, work.account)).findLast((one) => one.verifiedProfile !== null);
  if (found) return enrolmentOf(work, found.tenantId, found.kind, true);
  return broughtIn(work);
}

/** Of a company whose account was opened before there was vetting: what is known of it counts as verified. */
async function broughtIn(work: Work): Promise<Enrolment> {
  const partner = await findPartnerAccount(work, work.account);
  const tenant = await tenantOf(work, work.account);
  const publishes = tenant.parts.includes('publisher');
  const kind: EnrolmentKind | undefined = partner?.kind ?? (publishes ? 'publisher' : undefined);
  if (!kind) {
    throw enrolmentFault('EnrolmentUnknown', 'Your organisation was never verified here: it has nothing to change.');
  }
  const person = work.actor.userId ? await findUser(work, work.actor.userId) : undefined;
  const empty = emptyProfile(writtenLanguageOf(person?.language ?? tenant.language));
  const { profile: legal } = await legalProfile(work);
  const { country, addressLine1, addressLine2 = '', city, state = '', postalCode = '' } = legal.address;
  const address = { addressLine1, addressLine2, city, state, postalCode };
  const company = { ...empty.company, name: legal.companyName, address };
  const primaryContact = { ...empty.primaryContact, firstName: person?.displayName ?? '', email: person?.email ?? '' };
  const profile = { ...empty, company, primaryContact };
  const named = { tenantId: work.account, kind };
  const startedBy = work.actor.userId ?? work.actor.tenantId;
  await insertEnrolment(work, { ...named, profile, country, startedBy });
  const place = partner && (await locationByMpnId(work, partner.mpnId));
  await updateEnrolment(work, named, {
    status: 'authorized',
    subStatus: 'none',
    verifiedProfile: profile,
    submittedAt: work.now,
    emailConfirmedAt: work.now,
    ...(place ? { mpnId: place.mpnId, mpnTenantId: place.tenantId } : {}),
  });
  for (const name of vettingChecks) {
    await writeCheck(work, named, { name, state: 'passed', note: 'already in the programme' });
  }
  publishOf(work, 'EnrolmentBroughtIn', kind, { kind });
  return enrolmentOf(work, named.tenantId, kind, true);
}
