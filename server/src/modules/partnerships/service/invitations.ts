/** Use cases on invitations: a provider invites, a reseller authorises it (rules D2, D3). */
import { fitsSecret, newLinkToken, isGuid, isMailAddress } from '../../../kernel/index.ts';
import { invalidInput } from '../../../platform/invalid-input.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { Work } from '../../../platform/work.ts';
import { rules } from '../../../programme/rules/index.ts';
import { partnerAccountOf, partnerAccountsOf, requireSeller, type PartnerAccount } from '../../partners/index.ts';
import { invitationDays, whyNotAccepted, whyNotOpen, type AcceptanceRefusal } from '../domain/acceptance.ts';
import { linkMark, proposedText, type InvitationText } from '../domain/texts.ts';
import type { PartnershipEvents } from '../events.ts';
import { invitationUnknown, partnershipFault } from '../faults.ts';
import {
  endInvitation,
  insertInvitation,
  selectInvitation,
  selectInvitations,
  type Invitation,
  type InvitationSort,
  type ListedInvitation,
} from '../store/invitations.ts';
import { mailAnswer } from './mails.ts';
import { beginPartnership, isActive } from '../store/partnerships.ts';

export interface InvitationWish {
  /** Absent: the provider sends the link itself. */
  readonly email?: string | undefined;
  readonly language: 'en' | 'fr';
  /** With `{link}`; the proposed one when absent. */
  readonly message?: string | undefined;
  /** Scheme, host and port of the portal. */
  readonly portal: string;
}

export interface MadeInvitation {
  readonly id: string;
  /** Carries the secret: told here and in the mail, and kept nowhere. */
  readonly link: string;
  readonly subject: string;
  /** The whole text, with the link in it. */
  readonly message: string;
  readonly expiresAt: Temporal.Instant;
}

/** The text that is proposed to the acting provider. Faults: PartnerNotFound, NotAProvider. */
export async function invitationDraft(work: Work, language: 'en' | 'fr'): Promise<InvitationText> {
  return proposedText(language, (await invitingProvider(work)).name);
}

/**
 * Makes a link by which a reseller authorises the acting provider, and mails it when an address is given.
 * Faults: NotAProvider, PartnerMayNotSell, PartnerAgreementMissing, InvalidInput for a message without its link.
 */
export async function inviteReseller(work: Work, wish: InvitationWish): Promise<MadeInvitation> {
  const provider = await invitingProvider(work);
  requireSeller(provider);
  const { email, language } = wish;
  const proposed = proposedText(language, provider.name);
  const text = wish.message ?? proposed.message;
  requireSendable(text, email);
  const { id, token, hash } = newLinkToken();
  const expiresAt = work.now.add({ hours: 24 * invitationDays });
  await insertInvitation(work, { id, email, language, message: text, secretHash: hash, expiresAt });
  // Behind `#`, which browsers send to nobody.
  const link = `${wish.portal}/partnership-invitation#${token}`;
  const message = text.replaceAll(linkMark, link);
  const { subject } = proposed;
  if (email) {
    await sendMail(work, { to: email, subject, text: message, links: [link], reason: `partnership-invitation/${id}` });
  }
  const newValue: PartnershipEvents['ResellerInvited'] = {
    ...(email ? { email } : {}),
    expiresAt: expiresAt.toString(),
  };
  publish(work, 'ResellerInvited', provider.tenantId, id, newValue);
  return { id, link, subject, message, expiresAt };
}

async function invitingProvider(work: Work): Promise<PartnerAccount> {
  const provider = await partnerAccountOf(work, work.account);
  if (provider.kind === 'provider') return provider;
  throw partnershipFault('NotAProvider', 'Only an indirect provider invites resellers.', { rule: rules.D2 });
}

function requireSendable(message: string, email: string | undefined): void {
  const problems = [
    ...(message.includes(linkMark)
      ? []
      : [{ path: 'message', code: 'LinkMissing', message: `must have ${linkMark} where the link stands` }]),
    ...(email === undefined || isMailAddress(email)
      ? []
      : [{ path: 'email', code: 'NotAnEmail', message: 'must be an address such as anna@contoso.com' }]),
  ];
  if (problems.length > 0) throw invalidInput(problems);
}

/** Takes an open invitation of the acting provider back. Faults: InvitationUnknown, InvitationUsed. */
export async function withdrawInvitation(work: Work, id: string): Promise<void> {
  if (await endInvitation(work, { providerTenantId: work.account, id }, 'withdrawn')) {
    publish(work, 'PartnershipInvitationWithdrawn', work.account, id, {});
    return;
  }
  if ((await selectInvitation(work, id))?.providerTenantId !== work.account) throw invitationUnknown();
  throw partnershipFault('InvitationUsed', 'This invitation is not open any more.');
}

/** The acting provider's invitations. Faults: InvalidInput for a foreign position. */
export function invitationsOf(
  work: Pick<Work, 'prepared' | 'now' | 'account'>,
  wanted: ListRequest<InvitationSort>,
): Promise<CountedPage<ListedInvitation>> {
  return selectInvitations(work, wanted);
}

export interface InvitationLink {
  readonly id: string;
  readonly secret: string;
}

export interface OpenedInvitation {
  readonly provider: PartnerAccount;
  readonly expiresAt: Temporal.Instant;
  /** Why it cannot be accepted by the tenant that opened it; undefined when it can. */
  readonly refusal: AcceptanceRefusal | undefined;
}

/** What the page behind the link shows; changes nothing. System only. Faults: InvitationUnknown. */
export async function openInvitation(work: Work, link: InvitationLink): Promise<OpenedInvitation> {
  const invitation = await invitationOf(work, link);
  const { provider, refusal } = await judged(work, invitation);
  return { provider, expiresAt: invitation.expiresAt, refusal };
}

/**
 * The acting reseller authorises the provider that invited it: both are in each other's list at once, and the provider
 * administers the reseller's account; the provider is told by mail. `portal`: scheme, host and port of the portal. System only: who acts is a global admin of the reseller.
 * Faults: InvitationUnknown and every refusal of `whyNotAccepted`.
 */
export async function acceptInvitation(
  work: Work,
  link: InvitationLink,
  portal: string,
): Promise<{ readonly provider: PartnerAccount }> {
  const invitation = await invitationOf(work, link, { lock: true });
  const { provider, reseller, refusal } = await judged(work, invitation);
  if (refusal) throw partnershipFault(refusal.code, refusal.reason, refusal);
  await endInvitation(work, invitation, 'accepted', work.account);
  await connectPartners(work, provider, reseller!);
  await mailAnswer(work, invitation, 'authorized', { resellerName: reseller!.name, portal });
  return { provider };
}

/** The two are partners from now on, on what was proved. System only. Faults: PartnershipExists. */
export async function connectPartners(work: Work, provider: PartnerAccount, reseller: PartnerAccount): Promise<void> {
  const acceptedBy = work.actor.userId ?? work.actor.tenantId;
  if (!(await beginPartnership(work, provider, reseller, acceptedBy))) {
    throw partnershipFault('PartnershipExists', `${provider.name} and ${reseller.name} are partners already.`);
  }
  const newValue: PartnershipEvents['PartnershipAuthorized'] = {
    providerName: provider.name,
    resellerTenantId: reseller.tenantId,
    resellerName: reseller.name,
    administratorAccess: true,
  };
  publish(work, 'PartnershipAuthorized', provider.tenantId, reseller.tenantId, newValue);
}

/** The acting company does not want it; the link is used up, and the provider is told by mail. System only. Faults: InvitationUnknown, those of `whyNotOpen`. */
export async function declineInvitation(work: Work, link: InvitationLink, portal: string): Promise<void> {
  const invitation = await invitationOf(work, link, { lock: true });
  const refusal = whyNotOpen({ ...invitation, now: work.now });
  if (refusal) throw partnershipFault(refusal.code, refusal.reason, refusal);
  const reseller = await partnerAccountOf(work, work.account);
  await endInvitation(work, invitation, 'declined', reseller.tenantId);
  await mailAnswer(work, invitation, 'declined', { resellerName: reseller.name, portal });
  const newValue: PartnershipEvents['PartnershipInvitationDeclined'] = { resellerName: reseller.name };
  publish(work, 'PartnershipInvitationDeclined', invitation.providerTenantId, invitation.id, newValue);
}

async function invitationOf(work: Work, { id, secret }: InvitationLink, options = {}): Promise<Invitation> {
  const invitation = isGuid(id) ? await selectInvitation(work, id, options) : undefined;
  if (!invitation || !fitsSecret(secret, invitation.secretHash)) throw invitationUnknown();
  return invitation;
}

async function judged(work: Work, invitation: Invitation) {
  const { providerTenantId, state, expiresAt } = invitation;
  const accounts = await partnerAccountsOf(work, [providerTenantId, work.account]);
  const provider = accounts.find(({ tenantId }) => tenantId === providerTenantId)!;
  const reseller = accounts.find(({ tenantId }) => tenantId === work.account);
  const connected = await isActive(work, { providerTenantId, resellerTenantId: work.account });
  const refusal = whyNotAccepted({ state, expiresAt, now: work.now, provider, reseller, connected });
  return { provider, reseller, refusal };
}

function publish<Name extends keyof PartnershipEvents>(
  work: Work,
  name: Name,
  providerTenantId: string,
  aggregateId: string,
  newValue: PartnershipEvents[Name],
): void {
  work.publish({
    name,
    aggregateType: name === 'PartnershipAuthorized' ? 'partnership' : 'partnership_invitation',
    aggregateId,
    partnerTenantId: providerTenantId,
    newValue,
  });
}
