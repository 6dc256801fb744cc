/** Use cases of a customer that is asked: it sees who asks, and takes the partner on, or both partners at once (rules D4, D6). */
import { fitsSecret, dayOf, isGuid } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { addPartnerOfCustomer, type Customer } from '../../customers/index.ts';
import { tenantOf } from '../../identity/index.ts';
import type { PartnerAccount } from '../../partners/index.ts';
import {
  whyNotAsking,
  whyNotOpen,
  whyNotTakenOn,
  type AskingPartners,
  type RequestRefusal,
} from '../domain/acceptance.ts';
import type { RelationshipEvents } from '../events.ts';
import { relationshipFault, requestUnknown } from '../faults.ts';
import { beginRelationshipAgain } from '../store/relationships.ts';
import { endRequest, selectRequest, type RelationshipRequest } from '../store/requests.ts';
import { mailAccepted, mailDeclined } from './mails.ts';
import { customerOfAccount, type NewCompany } from './new-company.ts';
import { askingPartners } from './requests.ts';

/** By which link a customer came: one of a mail, or the public one. */
export type AskedBy =
  | { readonly requestId: string; readonly secret: string }
  | {
      readonly partnerTenantId: string;
      /** `0`, or the reseller's PartnerID. */
      readonly msppId: string;
      readonly delegatedAccess: boolean;
      readonly providerTenantId?: string | undefined;
    };

export interface Asked {
  readonly partner: PartnerAccount;
  readonly provider: PartnerAccount | undefined;
  readonly delegatedAccess: boolean;
  /** Why nobody can accept it; undefined when a customer of the region can, and for the public link: that is told at acceptance. */
  readonly refusal: RequestRefusal | undefined;
}

interface Found extends AskingPartners {
  readonly delegatedAccess: boolean;
  readonly request: RelationshipRequest | undefined;
  readonly closed: RequestRefusal | undefined;
}

/** What the page behind a link shows to anybody; changes nothing. System only. Faults: RequestUnknown. */
export async function openRequest(work: Work, by: AskedBy): Promise<Asked> {
  const { partner, provider, delegatedAccess, closed, connected } = await foundBy(work, by, {});
  // The public link has no secret: whether two companies work together, or in which state they are, is no stranger's business.
  const mailed = 'requestId' in by;
  const refusal = closed ?? (mailed ? whyNotAsking({ partner, provider, connected }) : undefined);
  return { partner, provider, delegatedAccess, refusal };
}

/**
 * The acting customer takes on who asks: the partner, and the provider of a reseller with it. A relationship that stands
 * gains what is new; both are told by mail. `company`: of a company that signed up and is no customer yet; `portal`: scheme,
 * host and port of the portal. System only: who acts is a global admin.
 * Faults: RequestUnknown, CustomerNotFound, RelationshipExists, and every refusal of `whyNotOpen` and `whyNotTakenOn`.
 */
export async function acceptRequest(
  work: Work,
  by: AskedBy,
  { portal, company }: { readonly portal: string; readonly company?: NewCompany | undefined },
): Promise<Asked> {
  const found = await foundBy(work, by, { lock: true });
  const customer = await customerOfAccount(work, company);
  const refusal = found.closed ?? whyNotTakenOn(found, customer.country, dayOf(work.now));
  if (refusal) throw relationshipFault(refusal.code, refusal.reason, refusal);
  if (found.request) await endRequest(work, found.request, 'accepted', customer.tenantId);
  const { partner, provider, delegatedAccess } = found;
  const took = [await takeOn(work, customer, partner, provider, delegatedAccess)];
  if (provider) took.push(await takeOn(work, customer, provider, partner, delegatedAccess));
  if (took[0]) await mailAccepted(work, partner.tenantId, { customer, other: provider, delegatedAccess }, portal);
  if (provider && took[1])
    await mailAccepted(work, provider.tenantId, { customer, other: partner, delegatedAccess }, portal);
  if (!took.includes(true)) {
    throw relationshipFault(
      'RelationshipExists',
      `${partner.name} is a partner of yours already, with what it asks for.`,
    );
  }
  return { partner, provider, delegatedAccess, refusal: undefined };
}

/**
 * The acting company does not want it, whether it is a customer yet or not; the link of the mail is used up, and the partner is
 * told by mail. System only. Faults: as `openRequest`, `whyNotOpen`.
 */
export async function declineRequest(
  work: Work,
  by: { readonly requestId: string; readonly secret: string },
  portal: string,
): Promise<void> {
  const { request, closed } = await foundBy(work, by, { lock: true });
  if (closed) throw relationshipFault(closed.code, closed.reason, closed);
  const { id: tenantId, name: companyName } = await tenantOf(work, work.account);
  await endRequest(work, request!, 'declined', tenantId);
  await mailDeclined(work, request!, companyName, portal);
  const newValue: RelationshipEvents['RelationshipDeclined'] = { companyName };
  publish(work, 'RelationshipDeclined', request!.partnerTenantId, { tenantId }, newValue);
}

async function takeOn(
  work: Work,
  customer: Customer,
  partner: PartnerAccount,
  other: PartnerAccount | undefined,
  delegatedAccess: boolean,
): Promise<boolean> {
  const sharedWith = other?.tenantId;
  const acceptedBy = work.actor.userId;
  if (!(await beginRelationshipAgain(work, { partner, customer, delegatedAccess, sharedWith, acceptedBy })))
    return false;
  await addPartnerOfCustomer(work, customer.tenantId, partner.tenantId);
  const newValue: RelationshipEvents['CustomerConnected'] = {
    companyName: customer.companyName,
    delegatedAccess,
    ...(sharedWith ? { sharedWith } : {}),
  };
  publish(work, 'CustomerConnected', partner.tenantId, customer, newValue);
  return true;
}

async function foundBy(work: Work, by: AskedBy, options: { readonly lock?: boolean }): Promise<Found> {
  if ('requestId' in by) {
    const request = isGuid(by.requestId) ? await selectRequest(work, by.requestId, options) : undefined;
    if (!request || !fitsSecret(by.secret, request.secretHash)) throw requestUnknown();
    const asking = await askingPartners(work, request.partnerTenantId, request.providerTenantId);
    const closed = whyNotOpen({ ...request, now: work.now });
    return { ...asking, delegatedAccess: request.delegatedAccess, request, closed };
  }
  const asking = await askingPartners(work, by.partnerTenantId, by.providerTenantId);
  if (by.msppId !== '0' && by.msppId !== asking.partner.mpnId) throw requestUnknown();
  return { ...asking, delegatedAccess: by.delegatedAccess, request: undefined, closed: undefined };
}

function publish<Name extends keyof RelationshipEvents>(
  work: Work,
  name: Name,
  partnerTenantId: string,
  customer: Pick<Customer, 'tenantId'>,
  newValue: RelationshipEvents[Name],
): void {
  work.publish({
    name,
    aggregateType: 'customer',
    aggregateId: customer.tenantId,
    partnerTenantId,
    customerTenantId: customer.tenantId,
    newValue,
  });
}
