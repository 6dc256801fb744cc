/** Sending an enrolment, confirming the primary contact's address, and sending the mail again (rules B2, B13, B14). */
import { fitsSecret, dayOf, systemActor, newLinkToken, readLinkToken, type Fault } from '../../../kernel/index.ts';
import { tooManyRequests } from '../../../platform/busy.ts';
import type { Work, WorkRunner } from '../../../platform/work.ts';
import { expectedReview } from '../../../programme/business-days.ts';
import { rules } from '../../../programme/rules/index.ts';
import type { EnrolmentKind } from '../../../programme/enrolment.ts';
import { mailDomainOf } from '../../../programme/mail-domains.ts';
import {
  subStatusOf,
  vettingChecks,
  vettingVerdict,
  type CheckState,
  type CheckStates,
} from '../../../programme/vetting.ts';
import { tenantOf } from '../../identity/index.ts';
import { confirmMail, reopenedMail, reviewBegunMail } from '../domain/mails.ts';
import { sawTheSame } from '../domain/looked-at.ts';
import type { EnrolmentEvents } from '../events.ts';
import { enrolmentFault, requireAllowed } from '../faults.ts';
import { selectChecks, statesOf, updateEnrolment, writeCheck, type Enrolment } from '../store/enrolments.ts';
import {
  insertConfirmation,
  markConfirmed,
  selectConfirmation,
  selectRecentConfirmations,
  withdrawConfirmations,
  type Confirmation,
} from '../store/links.ts';
import { requireComplete } from './complete.ts';
import { approveVerified } from './desk.ts';
import { publishOf } from './draft.ts';
import { enrolmentOf, knownProfile, ownEnrolment } from './facts.ts';
import { mailContact, pages } from './mail.ts';

const confirmationDays = 7;

/**
 * Sends the acting company's enrolment: everything is checked, the primary contact is asked by mail, and the review waits
 * for the answer. A company already in the programme is accepted at once (rule B2). Faults: EnrolmentUnknown,
 * EnrolmentMoveRefused, EnrolmentIncomplete with every problem. System only.
 */
export async function submitEnrolment(work: Work, kind: EnrolmentKind, origin: string): Promise<Enrolment> {
  const enrolment = await ownEnrolment(work, kind, true);
  const checks = statesOf(await selectChecks(work, enrolment));
  requireAllowed(vettingVerdict('submit', { status: enrolment.status, checks }), 'EnrolmentMoveRefused');
  const known = await knownProfile(work, enrolment);
  await requireComplete(work, enrolment, known !== undefined);
  const profile = known ?? enrolment.profile;
  await updateEnrolment(work, enrolment, {
    status: 'pending',
    subStatus: 'email_ownership',
    profile,
    submittedAt: work.now,
    decidedAt: null,
    decidedBy: null,
    decidedByName: null,
    reason: null,
  });
  const submitted = await ownEnrolment(work, kind);
  publishOf(work, 'EnrolmentSubmitted', kind, {
    kind,
    companyName: submitted.companyName,
    shortPath: known !== undefined,
  });
  return known ? approveVerified(work, submitted, origin) : goOn(work, submitted, origin);
}

/** What failed is looked at again, and what looked at something that was changed; the rest stays passed (decision 0086). */
async function openAnew(work: Work, enrolment: Enrolment): Promise<CheckStates> {
  const { profile, verifiedProfile } = enrolment;
  for (const { name, state, lookedAt } of await selectChecks(work, enrolment)) {
    const same = sawTheSame(name, { lookedAt, profile, verifiedBefore: verifiedProfile !== null });
    if (state === 'pending' || (state === 'passed' && same)) continue;
    await writeCheck(work, enrolment, { name, state: 'pending', note: null });
  }
  return statesOf(await selectChecks(work, enrolment));
}

/**
 * The verification goes on, and its business days begin anew; a contact whose address is not confirmed is asked first. The
 * caller holds the row.
 */
export async function goOn(work: Work, enrolment: Enrolment, origin: string): Promise<Enrolment> {
  const { tenantId, kind } = enrolment;
  const checks = await openAnew(work, enrolment);
  await updateEnrolment(work, enrolment, {
    status: 'pending',
    subStatus: subStatusOf(checks),
    decidedAt: null,
    decidedBy: null,
    decidedByName: null,
    reason: null,
  });
  if (checks.email_ownership !== 'passed') {
    await askContact(work, enrolment, origin);
    return enrolmentOf(work, tenantId, kind);
  }
  const { by } = expectedReview(enrolment.country, dayOf(work.now));
  await updateEnrolment(work, enrolment, { expectedOn: by });
  const reopened = await enrolmentOf(work, enrolment.tenantId, enrolment.kind);
  await mailContact(work, reopened, `${origin}${pages.enrolment}`, (about) => reopenedMail(about, by));
  return reopened;
}

async function askContact(work: Work, enrolment: Enrolment, origin: string): Promise<void> {
  const { tenantId, kind, profile } = enrolment;
  for (const name of vettingChecks.slice(0, 2))
    await writeCheck(work, enrolment, { name, state: 'pending', note: null });
  await withdrawConfirmations(work, tenantId);
  const { id, token, hash } = newLinkToken();
  const { email } = profile.primaryContact;
  await insertConfirmation(work, {
    tenantId,
    id,
    kind,
    email,
    secretHash: hash,
    expiresAt: work.now.add({ hours: 24 * confirmationDays }),
  });
  await updateEnrolment(work, enrolment, { emailConfirmedAt: null, expectedOn: null });
  await mailContact(work, enrolment, `${origin}${pages.confirm(token)}`, confirmMail);
  publishOf(work, 'ConfirmationMailSent', kind, { kind, email });
}

const mostMailsADay = 5;
const secondsBetweenMails = 60;
const tooOften = 'The verification mail was asked for too often.';

/** Sends the mail again; the older link opens nothing any more. Faults: EnrolmentMoveRefused, TooManyRequests. System only. */
export async function resendConfirmation(work: Work, kind: EnrolmentKind, origin: string): Promise<Enrolment> {
  const enrolment = await ownEnrolment(work, kind, true);
  const checks = statesOf(await selectChecks(work, enrolment));
  const waiting = enrolment.status === 'pending' && checks.email_ownership !== 'passed';
  if (!waiting) {
    const message = 'The address is confirmed, or the enrolment has not been sent. No mail is needed.';
    throw enrolmentFault('EnrolmentMoveRefused', message, { rule: rules.B14 });
  }
  const sent = await selectRecentConfirmations(work, work.account);
  const since = sent[0] ? work.now.since(sent[0]).total('seconds') : secondsBetweenMails;
  if (sent.length >= mostMailsADay) throw tooManyRequests(tooOften, 24 * 3600);
  if (since < secondsBetweenMails) throw tooManyRequests(tooOften, Math.ceil(secondsBetweenMails - since));
  await askContact(work, enrolment, origin);
  return ownEnrolment(work, kind);
}

/** Who a link of a mail is for, before anything is confirmed. Faults: LinkUnknown, LinkUsed, LinkExpired. System only. */
export async function readConfirmation(
  work: Work,
  token: string,
): Promise<{ readonly companyName: string; readonly email: string }> {
  const { row, kind, email } = await openLink(work, token);
  const enrolment = await enrolmentOf(work, row.tenantId, kind);
  return { companyName: enrolment.companyName, email };
}

/**
 * Confirms the address by the mail's link, pressed on its page: the review goes on from there, and its five business days
 * begin. A refused link leaves a trace. Faults: LinkUnknown, LinkUsed, LinkExpired.
 */
export async function confirmEmail(
  runner: WorkRunner,
  token: string,
  origin: string,
): Promise<{ readonly companyName: string }> {
  const as = { actor: systemActor, system: true };
  try {
    return await runner.run<{ companyName: string }, unknown>(as, (work) => confirmed(work, token, origin));
  } catch (error) {
    await runner.run<void, unknown>(as, async (work) => linkRefused(work, 'enrolment', token, error as Fault));
    throw error;
  }
}

/** The audit tells that a link was tried which opens nothing: changed, used before, or too old. */
export async function linkRefused(
  work: Work,
  purpose: 'sign_up' | 'enrolment',
  token: string,
  { code }: Pick<Fault, 'code'>,
): Promise<void> {
  if (!code?.startsWith('Link')) return;
  const id = readLinkToken(token)?.id;
  const row = id && purpose === 'enrolment' ? await selectConfirmation(work, id) : undefined;
  const newValue: EnrolmentEvents['LinkRefused'] = { purpose, reason: code };
  work.publish({
    name: 'LinkRefused',
    aggregateType: 'link',
    aggregateId: id ?? 'unknown',
    ...(row ? { partnerTenantId: row.tenantId } : {}),
    newValue,
  });
}

async function confirmed(work: Work, token: string, origin: string): Promise<{ readonly companyName: string }> {
  const { row, kind, email } = await openLink(work, token, true);
  const acting = work.inNameOf({ ...systemActor, tenantId: row.tenantId, name: email });
  await markConfirmed(acting, row);
  return confirmAddress(acting, await enrolmentOf(acting, row.tenantId, kind, true), email, origin);
}

/** The contact of the acting company has confirmed without the mail; its link opens nothing any more. System only. */
export async function confirmContact(work: Work, kind: EnrolmentKind, origin: string): Promise<void> {
  const enrolment = await ownEnrolment(work, kind, true);
  await withdrawConfirmations(work, work.account);
  await confirmAddress(work, enrolment, enrolment.profile.primaryContact.email, origin);
}

/** The review goes on from here. The caller holds the row, and acts as who reads the mailbox. */
async function confirmAddress(
  acting: Work,
  enrolment: Enrolment,
  email: string,
  origin: string,
): Promise<{ readonly companyName: string }> {
  const { kind } = enrolment;
  const domain: CheckState = (await isCompanyDomain(acting, enrolment, email)) ? 'passed' : 'pending';
  await writeCheck(acting, enrolment, { name: 'email_ownership', state: 'passed', note: email.toLowerCase() });
  await writeCheck(acting, enrolment, { name: 'email_domain', state: domain, note: mailDomainOf(email) });
  const expected = expectedReview(enrolment.country, dayOf(acting.now));
  await updateEnrolment(acting, enrolment, {
    subStatus: subStatusOf(statesOf(await selectChecks(acting, enrolment))),
    emailConfirmedAt: acting.now,
    expectedOn: expected.by,
  });
  publishOf(acting, 'EnrolmentEmailConfirmed', kind, { kind, email, domain, expectedOn: expected.by.toString() });
  await mailContact(acting, enrolment, `${origin}${pages.enrolment}`, (about) => reviewBegunMail(about, expected));
  return { companyName: enrolment.companyName };
}

/** The address is of the company's own domain when its website or its account has the same one; else the desk decides. */
async function isCompanyDomain(work: Work, { tenantId, profile }: Enrolment, email: string): Promise<boolean> {
  const domain = mailDomainOf(email);
  const site = URL.parse(profile.business.website)?.hostname ?? '';
  const { domain: own } = await tenantOf(work, tenantId);
  return [own.toLowerCase(), site].some((known) => known !== '' && (known === domain || known.endsWith(`.${domain}`)));
}

interface OpenLink {
  readonly row: Confirmation;
  readonly kind: EnrolmentKind;
  readonly email: string;
}

async function openLink(work: Work, token: string, lock = false): Promise<OpenLink> {
  const read = readLinkToken(token);
  const row = read && (await selectConfirmation(work, read.id, { lock }));
  if (!row || !fitsSecret(read.secret, row.secretHash)) {
    throw enrolmentFault(
      'LinkUnknown',
      'This link is not one of ours, or it was changed. Open it from the mail again.',
    );
  }
  if (row.confirmedAt)
    throw enrolmentFault('LinkUsed', 'This address has been confirmed already. Nothing is left to do.');
  if (row.withdrawnAt || Temporal.Instant.compare(row.expiresAt, work.now) <= 0) {
    const message = 'This link is too old, or a newer one was sent. Ask for the verification mail again.';
    throw enrolmentFault('LinkExpired', message);
  }
  return { row, kind: row.kind!, email: row.email };
}
