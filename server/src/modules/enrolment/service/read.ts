/** What a company reads of its own enrolment, and the desk of anybody's. */
import { dayOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { expectedReview } from '../../../programme/business-days.ts';
import { directRequirementsOn, enrolmentKinds, type EnrolmentKind } from '../../../programme/enrolment.ts';
import { marketOf } from '../../../programme/markets.ts';
import { isAddressValidated } from '../../../programme/address-check.ts';
import { vettingChecks, type CheckState, type VettingCheck } from '../../../programme/vetting.ts';
import { tenantOf, type Tenant } from '../../identity/index.ts';
import { selectDocuments, type EnrolmentDocument } from '../store/documents.ts';
import { selectChecks, selectEnrolments, type Enrolment } from '../store/enrolments.ts';
import {
  eligibility,
  enrolmentOf,
  knownProfile,
  ownEnrolment,
  standingOf,
  type Eligibility,
  type Standing,
} from './facts.ts';

export interface ReadCheck {
  readonly name: VettingCheck;
  readonly state: CheckState;
  readonly note: string | null;
  readonly at: Temporal.Instant | undefined;
  readonly byName: string | null;
}

export interface EnrolmentDetail {
  readonly enrolment: Enrolment;
  readonly tenant: Tenant;
  readonly standing: Standing;
  readonly checks: readonly ReadCheck[];
  readonly documents: readonly EnrolmentDocument[];
  /** From which day a decision is expected, and by which; undefined before the address is confirmed. */
  readonly expected: { readonly from: Temporal.PlainDate; readonly by: Temporal.PlainDate } | undefined;
  readonly overdue: boolean;
  /** Only the support contact is needed (rule B2). */
  readonly shortPath: boolean;
  readonly registrationIdRequired: boolean;
  readonly addressValidated: boolean;
  /** US dollars, for direct partners. */
  readonly revenueUsd: string | undefined;
}

/** The acting company's enrolments with where they stand, the first begun first. System only. */
export async function ownEnrolments(work: Work): Promise<EnrolmentDetail[]> {
  const details: EnrolmentDetail[] = [];
  for (const enrolment of await selectEnrolments(work, work.account)) details.push(await detailOf(work, enrolment));
  return details;
}

/** Where the verification of the acting company stands, as a seller before as a publisher; undefined when it never began. */
export async function ownVetting(
  work: Work,
): Promise<Pick<Enrolment, 'status' | 'subStatus' | 'companyName' | 'profile' | 'country'> | undefined> {
  const enrolments = await selectEnrolments(work, work.account);
  return enrolments.find(({ kind }) => kind !== 'publisher') ?? enrolments[0];
}

/** One of them. Faults: EnrolmentUnknown. System only. */
export async function ownDetail(work: Work, kind: EnrolmentKind): Promise<EnrolmentDetail> {
  return detailOf(work, await ownEnrolment(work, kind));
}

/** Anybody's, for the desk. Faults: EnrolmentUnknown. System only. */
export async function deskDetail(work: Work, tenantId: string, kind: EnrolmentKind): Promise<EnrolmentDetail> {
  return detailOf(work, await enrolmentOf(work, tenantId, kind));
}

/** As what the acting company may enrol now, and why not as others. System only. */
export async function eligibleKinds(work: Work): Promise<readonly (Eligibility & { readonly kind: EnrolmentKind })[]> {
  const kinds: (Eligibility & { kind: EnrolmentKind })[] = [];
  for (const kind of enrolmentKinds) kinds.push({ kind, ...(await eligibility(work, kind)) });
  return kinds;
}

async function detailOf(work: Work, enrolment: Enrolment): Promise<EnrolmentDetail> {
  const { tenantId, kind, country, expectedOn, status, emailConfirmedAt } = enrolment;
  const today = dayOf(work.now);
  const rows = new Map((await selectChecks(work, enrolment)).map((check) => [check.name, check]));
  const expected = emailConfirmedAt ? expectedReview(country, dayOf(emailConfirmedAt)) : undefined;
  return {
    enrolment,
    tenant: await tenantOf(work, tenantId),
    standing: await standingOf(work, enrolment),
    checks: vettingChecks.map((name) => {
      const row = rows.get(name);
      return {
        name,
        state: row?.state ?? 'pending',
        note: row?.note ?? null,
        at: row?.at,
        byName: row?.byName ?? null,
      };
    }),
    documents: await selectDocuments(work, enrolment),
    expected: expected && expectedOn ? { from: expected.from, by: expectedOn } : undefined,
    overdue: status === 'pending' && expectedOn !== null && Temporal.PlainDate.compare(expectedOn, today) < 0,
    shortPath: (await knownProfile(work, enrolment)) !== undefined,
    registrationIdRequired: marketOf(country, today)?.registrationIdRequired ?? false,
    addressValidated: isAddressValidated(country, today),
    revenueUsd: kind === 'direct' ? directRequirementsOn(today).revenueUsd : undefined,
  };
}
