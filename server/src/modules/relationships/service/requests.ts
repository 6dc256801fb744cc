/** Use cases of a partner that asks a customer for a relationship (rules D4, D6). */
import { newLinkToken, isMailAddress } from '../../../kernel/index.ts';
import { invalidInput } from '../../../platform/invalid-input.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { Work } from '../../../platform/work.ts';
import { partnerAccountsOf } from '../../partners/index.ts';
import { arePartners } from '../../partnerships/index.ts';
import { requestDays, whyNotAsking, type AskingPartners } from '../domain/acceptance.ts';
import { linkMark, proposedRequest, type RequestText } from '../domain/texts.ts';
import type { RelationshipEvents } from '../events.ts';
import { relationshipFault, requestUnknown } from '../faults.ts';
import {
  endRequest,
  insertRequest,
  selectRequest,
  selectRequests,
  type ListedRequest,
  type RequestSort,
} from '../store/requests.ts';

export interface AskedFor {
  /** The older, all-or-nothing delegated administration as well (rule D7). */
  readonly delegatedAccess: boolean;
  /** Tenant id of the provider that a reseller asks for too. */
  readonly providerTenantId?: string | undefined;
}

export interface RequestWish extends AskedFor {
  /** Absent: the partner sends the link itself. A reseller that asks for its provider too gives one (IND-26). */
  readonly email?: string | undefined;
  readonly language: 'en' | 'fr';
  /** With `{link}`; the proposed one when absent. */
  readonly message?: string | undefined;
  /** Scheme, host and port of the portal. */
  readonly portal: string;
}

export interface MadeRequest extends RequestText {
  readonly id: string;
  /** Carries the secret: told here and in the mail, and kept nowhere. */
  readonly link: string;
  readonly expiresAt: Temporal.Instant;
}

/** The text that is proposed to the acting partner. Faults: PartnerNotFound, PartnerNotActive, ProviderNotConnected. */
export async function requestDraft(
  work: Work,
  language: 'en' | 'fr',
  { delegatedAccess, providerTenantId }: AskedFor,
): Promise<RequestText> {
  const { partner, provider } = await requireAsking(work, providerTenantId);
  return proposedRequest(language, { partner: partner.name, provider: provider?.name, delegatedAccess });
}

/**
 * Makes a link by which a customer takes the acting partner on, and mails it when an address is given.
 * Faults: PartnerNotActive, ProviderNotConnected, InvalidInput for a message without its link or a missing address.
 */
export async function requestRelationship(work: Work, wish: RequestWish): Promise<MadeRequest> {
  const { email, language, delegatedAccess, providerTenantId } = wish;
  const { partner, provider } = await requireAsking(work, providerTenantId);
  const names = { partner: partner.name, provider: provider?.name, delegatedAccess };
  const proposed = proposedRequest(language, names);
  const text = wish.message ?? proposed.message;
  requireSendable(text, email, provider !== undefined);
  const { id, token, hash } = newLinkToken();
  const expiresAt = work.now.add({ hours: 24 * requestDays });
  const kept = { id, email, language, message: text, delegatedAccess, providerTenantId };
  await insertRequest(work, { ...kept, secretHash: hash, expiresAt });
  // Behind `#`, which browsers send to nobody.
  const link = `${wish.portal}/partner-request#${token}`;
  const message = text.replaceAll(linkMark, link);
  const { subject } = proposed;
  if (email) {
    await sendMail(work, { to: email, subject, text: message, links: [link], reason: `relationship-request/${id}` });
  }
  const newValue: RelationshipEvents['RelationshipRequested'] = {
    ...(email ? { email } : {}),
    delegatedAccess,
    ...(providerTenantId ? { providerTenantId } : {}),
  };
  publish(work, 'RelationshipRequested', id, newValue);
  return { id, link, subject, message, expiresAt };
}

/**
 * The public link, as Partner Center spells it (wire contract 2.5): it names partner, PartnerID and delegated rights,
 * carries no secret and counts as often as it is opened. Faults: PartnerNotActive, ProviderNotConnected.
 */
export async function relationshipLink(
  work: Work,
  { delegatedAccess, providerTenantId, portal }: AskedFor & { readonly portal: string },
): Promise<string> {
  const { partner } = await requireAsking(work, providerTenantId);
  const query = new URLSearchParams({
    invType: providerTenantId ? 'IndirectResellerRelationship' : 'ResellerRelationship',
    partnerId: partner.tenantId,
    msppId: partner.kind === 'reseller' ? partner.mpnId : '0',
    ...(providerTenantId ? { indirectCSPId: providerTenantId } : {}),
    DAP: String(delegatedAccess),
  });
  return `${portal}/Adminportal/Home?${query.toString()}#/BillingAccounts/partner-invitation`;
}

/** The acting partner and the provider it asks for, which may both take on customers. */
async function requireAsking(work: Work, providerTenantId: string | undefined): Promise<AskingPartners> {
  const asking = await askingPartners(work, work.account, providerTenantId);
  const refusal = whyNotAsking(asking);
  if (refusal) throw relationshipFault(refusal.code, refusal.reason, refusal);
  return asking;
}

/** Who asks: the partner and, of a reseller, its provider. Faults: RequestUnknown when one of them is no partner. */
export async function askingPartners(
  work: Work,
  partnerTenantId: string,
  providerTenantId: string | null | undefined,
): Promise<AskingPartners> {
  const ids = providerTenantId ? [partnerTenantId, providerTenantId] : [partnerTenantId];
  const accounts = await partnerAccountsOf(work, ids);
  const of = (id: string) => accounts.find(({ tenantId }) => tenantId === id);
  const partner = of(partnerTenantId);
  if (!partner) throw requestUnknown();
  if (!providerTenantId) return { partner, connected: true };
  const provider = of(providerTenantId);
  if (!provider) throw relationshipFault('ProviderNotConnected', `There is no provider ${providerTenantId}.`);
  const connected = await arePartners(work, { providerTenantId, resellerTenantId: partnerTenantId });
  return { partner, provider, connected };
}

function requireSendable(message: string, email: string | undefined, needsEmail: boolean): void {
  const wrongEmail = email === undefined ? needsEmail : !isMailAddress(email);
  const problems = [
    ...(message.includes(linkMark)
      ? []
      : [{ path: 'message', code: 'LinkMissing', message: `must have ${linkMark} where the link stands` }]),
    ...(wrongEmail
      ? [{ path: 'email', code: 'NotAnEmail', message: 'must be an address such as anna@contoso.com' }]
      : []),
  ];
  if (problems.length > 0) throw invalidInput(problems);
}

/** The acting partner's requests. Faults: InvalidInput for a foreign position. */
export function requestsOf(
  work: Pick<Work, 'prepared' | 'now' | 'account'>,
  wanted: ListRequest<RequestSort>,
): Promise<CountedPage<ListedRequest>> {
  return selectRequests(work, wanted);
}

/** Takes an open request of the acting partner back. Faults: RequestUnknown, RequestUsed. */
export async function withdrawRequest(work: Work, id: string): Promise<void> {
  if (await endRequest(work, { partnerTenantId: work.account, id }, 'withdrawn')) {
    publish(work, 'RelationshipRequestWithdrawn', id, {});
    return;
  }
  if ((await selectRequest(work, id))?.partnerTenantId !== work.account) throw requestUnknown();
  throw relationshipFault('RequestUsed', 'This request is not open any more.');
}

function publish<Name extends keyof RelationshipEvents>(
  work: Work,
  name: Name,
  aggregateId: string,
  newValue: RelationshipEvents[Name],
): void {
  const aggregateType = 'relationship_request';
  work.publish({ name, aggregateType, aggregateId, partnerTenantId: work.account, newValue });
}
