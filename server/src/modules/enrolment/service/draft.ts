/** Starting an enrolment, saving its draft and coming back to it (rules B1, B5, B11, B12). */
import { dayOf, writtenLanguageOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import {
  isAddressValidated,
  suggestedAddress,
  addressProblems,
  type AddressProblem,
  type TypedAddress,
} from '../../../programme/address-check.ts';
import type { EnrolmentKind } from '../../../programme/enrolment.ts';
import { marketOf } from '../../../programme/markets.ts';
import { rules } from '../../../programme/rules/index.ts';
import { vettingVerdict } from '../../../programme/vetting.ts';
import { findUser, tenantOf } from '../../identity/index.ts';
import { readDuns, type CompanyDirectory, type DirectoryCompany } from '../domain/company-directory.ts';
import { emptyProfile, type EnrolmentProfile, type ProfilePart } from '../domain/profile.ts';
import type { EnrolmentEvents } from '../events.ts';
import { enrolmentFault, requireAllowed } from '../faults.ts';
import { insertEnrolment, selectChecks, statesOf, updateEnrolment, type Enrolment } from '../store/enrolments.ts';
import { requireComplete } from './complete.ts';
import { eligibility, knownProfile, ownEnrolment } from './facts.ts';

/** Begins an enrolment of the acting company. Faults: EnrolmentRefused with the rule. System only. */
export async function startEnrolment(work: Work, kind: EnrolmentKind): Promise<Enrolment> {
  requireAllowed((await eligibility(work, kind)).may, 'EnrolmentRefused', { target: 'kind' });
  const tenant = await tenantOf(work, work.account);
  if (!marketOf(tenant.country, dayOf(work.now))) {
    const message = `${tenant.country} is not a country of the programme at this date.`;
    throw enrolmentFault('EnrolmentRefused', message, { target: 'country', rule: rules.C1 });
  }
  const profile = await firstProfile(work, tenant.name, tenant.language);
  const startedBy = work.actor.userId ?? work.actor.tenantId;
  const row = { tenantId: work.account, kind, profile, country: tenant.country, startedBy };
  if (!(await insertEnrolment(work, row))) {
    throw enrolmentFault('EnrolmentRefused', 'This enrolment has been started already. Read it again.', {
      target: 'kind',
      rule: rules.B21,
    });
  }
  publishOf(work, 'EnrolmentStarted', kind, { kind, country: tenant.country });
  return ownEnrolment(work, kind);
}

/** Who begins is the primary contact until somebody else is named (rule B13). */
async function firstProfile(work: Work, companyName: string, language: string): Promise<EnrolmentProfile> {
  const person = work.actor.userId ? await findUser(work, work.actor.userId) : undefined;
  const empty = emptyProfile(writtenLanguageOf(person?.language ?? language));
  const [firstName = '', ...rest] = (person?.displayName ?? '').split(' ');
  const contact = { ...empty.primaryContact, firstName, lastName: rest.join(' '), email: person?.email ?? '' };
  return { ...empty, company: { ...empty.company, name: companyName }, primaryContact: contact };
}

/**
 * Saves the draft, of which the writer read a revision; `complete`: a part that must be whole for it. Faults:
 * EnrolmentUnknown, EnrolmentChanged, EnrolmentMoveRefused once it was submitted, EnrolmentIncomplete. System only.
 */
export async function saveEnrolment(
  work: Work,
  {
    kind,
    revision,
    profile,
    complete,
  }: {
    readonly kind: EnrolmentKind;
    readonly revision: number;
    readonly profile: EnrolmentProfile;
    readonly complete?: ProfilePart | undefined;
  },
): Promise<Enrolment> {
  const enrolment = await ownEnrolment(work, kind, true);
  const checks = statesOf(await selectChecks(work, enrolment));
  requireAllowed(vettingVerdict('edit', { status: enrolment.status, checks }), 'EnrolmentMoveRefused');
  if (enrolment.revision !== revision) {
    throw enrolmentFault(
      'EnrolmentChanged',
      'Somebody else has saved this enrolment meanwhile. Read it again and repeat your change.',
      { target: 'revision', values: { revision: enrolment.revision } },
    );
  }
  if (complete) {
    const known = await knownProfile(work, enrolment);
    await requireComplete(work, { ...enrolment, profile }, known !== undefined, complete);
  }
  await updateEnrolment(work, enrolment, { profile, revision: revision + 1 });
  publishOf(work, 'EnrolmentSaved', kind, { kind, revision: revision + 1 });
  return ownEnrolment(work, kind);
}

export function publishOf<Name extends keyof EnrolmentEvents>(
  work: Work,
  name: Name,
  kind: EnrolmentKind,
  newValue: EnrolmentEvents[Name],
  tenantId = work.account,
): void {
  work.publish({
    name,
    aggregateType: 'enrolment',
    aggregateId: `${tenantId}/${kind}`,
    partnerTenantId: tenantId,
    newValue,
  });
}

export interface CheckedAddress {
  /** Whether addresses typed for the country are validated at all. */
  readonly validated: boolean;
  readonly problems: readonly AddressProblem[];
  /** The postal form, where it differs; the user may decline it. */
  readonly suggestion: TypedAddress | undefined;
}

/** What a country says to an address typed by hand (rule B12). */
export function checkAddress(work: Pick<Work, 'now'>, country: string, address: TypedAddress): CheckedAddress {
  const on = dayOf(work.now);
  const suggestion = suggestedAddress(country, address, on);
  return {
    validated: isAddressValidated(country, on),
    problems: addressProblems(country, suggestion ?? address),
    suggestion,
  };
}

/**
 * The company of a DUNS number (rule B11). Faults: CompanyDirectoryNone where none is configured, CompanyNotFound also for
 * a company of another country, EnrolmentIncomplete for what is no such number.
 */
export async function findCompany(
  directory: CompanyDirectory | undefined,
  given: string,
  country: string,
): Promise<DirectoryCompany> {
  if (!directory) {
    throw enrolmentFault(
      'CompanyDirectoryNone',
      'No company directory is configured here. Enter the company manually.',
      { rule: rules.B11 },
    );
  }
  const duns = readDuns(given);
  const company = duns === undefined ? undefined : await directory.find(duns);
  if (company && company.country === country) return company;
  throw enrolmentFault(
    'CompanyNotFound',
    `No company in ${country} has this DUNS number of nine digits. Check it, or enter the company manually.`,
    { target: 'duns', rule: rules.B11, values: { country } },
  );
}
