/** The operator's vetting desk: checks one by one, approval, rejection (rule B16). Its routes run as the system. */
import { dayOf } from '../../../kernel/index.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import type { EnrolmentKind } from '../../../programme/enrolment.ts';
import { rules } from '../../../programme/rules/index.ts';
import {
  subStatusOf,
  vettingChecks,
  vettingVerdict,
  type CheckState,
  type VettingCheck,
} from '../../../programme/vetting.ts';
import { approvedMail, changeVerifiedMail, rejectedMail } from '../domain/mails.ts';
import { enrolmentFault, requireAllowed } from '../faults.ts';
import { countDesk, selectDesk, type DeskRow, type DeskSort } from '../store/desk.ts';
import { selectChecks, statesOf, updateEnrolment, writeCheck, type Enrolment } from '../store/enrolments.ts';
import { publishOf } from './draft.ts';
import { enrolmentOf } from './facts.ts';
import { mailContact, pages } from './mail.ts';
import { keepProfiles, openAccount } from './opening.ts';

/** A page of the enrolments that were submitted. Faults: InvalidInput for a position of another list. */
export function deskEnrolments(work: Work, wanted: ListRequest<DeskSort>): Promise<CountedPage<DeskRow>> {
  return selectDesk(work, dayOf(work.now), wanted);
}

/** How many wait, are overdue, were rejected and approved. */
export function deskCounts(work: Work): ReturnType<typeof countDesk> {
  return countDesk(work, dayOf(work.now));
}

interface Named {
  readonly tenantId: string;
  readonly kind: EnrolmentKind;
}

/** What the desk's page showed: the decision is about that. */
interface Seen extends Named {
  readonly revision: number;
}

/** Decides one check. Faults: EnrolmentUnknown, EnrolmentChanged, EnrolmentMoveRefused before the address is confirmed and after a decision. */
export async function decideCheck(
  work: Work,
  { tenantId, kind, revision }: Seen,
  check: { readonly name: Exclude<VettingCheck, 'email_ownership'>; readonly state: CheckState; readonly note: string },
): Promise<Enrolment> {
  const enrolment = await movable(work, { tenantId, kind }, 'check');
  requireSeen(enrolment, revision);
  await writeCheck(work, enrolment, { ...check, note: check.note === '' ? null : check.note });
  await updateEnrolment(work, enrolment, { subStatus: subStatusOf(statesOf(await selectChecks(work, enrolment))) });
  const newValue = { kind, check: check.name, state: check.state, note: check.note };
  publishOf(work, 'EnrolmentCheckDecided', kind, newValue, tenantId);
  return enrolmentOf(work, tenantId, kind);
}

/**
 * Approves a company whose checks have all passed; its partner account opens when the PartnerID is there. Faults:
 * EnrolmentUnknown, EnrolmentChanged, EnrolmentMoveRefused, MpnIdTaken.
 */
export async function approveEnrolment(work: Work, { revision, ...named }: Seen, origin: string): Promise<Enrolment> {
  const enrolment = await movable(work, named, 'approve');
  requireSeen(enrolment, revision);
  return approved(work, enrolment, origin);
}

/** Nobody decides about what it has not read (decision 0086). */
function requireSeen(enrolment: Enrolment, revision: number): void {
  if (enrolment.revision === revision) return;
  throw enrolmentFault(
    'EnrolmentChanged',
    'The company has changed its enrolment since you read it. Read it again before you decide.',
    { target: 'revision', values: { revision: enrolment.revision }, rule: rules.B16 },
  );
}

/** A company that was verified before: nothing is checked again (rule B2). The caller holds the row. */
export async function approveVerified(work: Work, enrolment: Enrolment, origin: string): Promise<Enrolment> {
  for (const name of vettingChecks) {
    await writeCheck(work, enrolment, { name, state: 'passed', note: 'already in the programme' });
  }
  return approved(work, enrolment, origin);
}

async function approved(work: Work, { tenantId, kind }: Named, origin: string): Promise<Enrolment> {
  await updateEnrolment(
    work,
    { tenantId, kind },
    { status: 'authorized', subStatus: 'none', ...decidedNow(work), reason: null },
  );
  const before = await enrolmentOf(work, tenantId, kind);
  await updateEnrolment(work, before, { verifiedProfile: before.profile });
  const enrolment = { ...before, verifiedProfile: before.profile };
  publishOf(work, 'EnrolmentApproved', kind, { kind }, tenantId);
  await keepProfiles(work, enrolment, { changed: before.verifiedProfile !== null });
  await openAccount(work, enrolment);
  if (before.verifiedProfile) {
    await mailContact(work, enrolment, `${origin}${pages.legalInfo}`, changeVerifiedMail);
    return enrolment;
  }
  const complete = kind === 'publisher' || enrolment.mpnId !== null;
  const link = `${origin}${complete ? pages.agreements : pages.enrolment}`;
  await mailContact(work, enrolment, link, (about) => approvedMail(about, complete));
  return enrolment;
}

/** Rejects a company with the reason, which it reads. Faults: EnrolmentUnknown, EnrolmentChanged, EnrolmentMoveRefused. */
export async function rejectEnrolment(
  work: Work,
  { revision, ...named }: Seen,
  reason: string,
  origin: string,
): Promise<Enrolment> {
  const { tenantId, kind } = named;
  requireSeen(await movable(work, named, 'reject'), revision);
  await updateEnrolment(work, named, { status: 'rejected', ...decidedNow(work), reason });
  const enrolment = await enrolmentOf(work, tenantId, kind);
  publishOf(work, 'EnrolmentRejected', kind, { kind, reason }, tenantId);
  await mailContact(work, enrolment, `${origin}${pages.enrolment}`, (about) => rejectedMail(about, reason));
  return enrolment;
}

async function movable(
  work: Work,
  { tenantId, kind }: Named,
  move: 'check' | 'approve' | 'reject',
): Promise<Enrolment> {
  const enrolment = await enrolmentOf(work, tenantId, kind, true);
  const checks = statesOf(await selectChecks(work, enrolment));
  requireAllowed(vettingVerdict(move, { status: enrolment.status, checks }), 'EnrolmentMoveRefused');
  return enrolment;
}

const decidedNow = ({ now, actor }: Work) => ({
  decidedAt: now,
  decidedBy: actor.userId ?? null,
  decidedByName: actor.name,
});
