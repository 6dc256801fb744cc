/** Partners of partners, requests to customers, and a customer's own partners over our own API. */
import {
  acceptedInvitation,
  connectedList,
  directoryEntry,
  directoryList,
  invitationDraft,
  invitationList,
  madeInvitation,
  openedInvitation,
  type DirectoryEntry,
  type NewInvitation,
} from '@comptoir/contracts/comptoir/partnerships';
import {
  askedPartner,
  madeRelationshipRequest,
  ownPartnerList,
  relationshipRequestList,
  requestDraft,
  type AcceptPartner,
  type NewRelationshipRequest,
} from '@comptoir/contracts/comptoir/relationships';
import { partnerRelationships } from '@comptoir/contracts/partner-center/relationships';
import { queryOptions } from '@tanstack/react-query';
import { ask, askRaw } from '../../api/client.ts';

const own = '/comptoir/v1';
const id = encodeURIComponent;

export const resellerSource = { path: `${own}/indirect-resellers`, list: connectedList, key: ['resellers'] };
export const providerSource = { path: `${own}/indirect-providers`, list: connectedList, key: ['providers'] };
async function findReseller(mpnId: string) {
  const found = await ask(resellerSource.path, connectedList.answer, { query: { search: mpnId, size: mostShared } });
  return found.items.find((one) => one.mpnId === mpnId) ?? null;
}

/** The provider's reseller of a PartnerID; null: none it works with. */
export const resellerQuery = (mpnId: string) =>
  queryOptions({ queryKey: [...resellerSource.key, 'of', mpnId], queryFn: () => findReseller(mpnId) });

const mostShared = 10;

/** PartnerID of the reseller whom the customer accepted with the acting provider, if it is one alone and still its partner; else empty. */
export async function onlyReseller(customerId: string): Promise<string> {
  const { items } = await ask(`/v1/customers/${id(customerId)}/relationships`, partnerRelationships);
  // A customer with so many is one whose reseller is to be chosen.
  if (items.length > mostShared) return '';
  const found = await Promise.all(items.map(({ mpnId }) => findReseller(mpnId)));
  const working = found.flatMap((one) => one?.mpnId ?? []);
  return working.length === 1 ? working[0]! : '';
}

export const invitationSource = {
  path: `${own}/partnership-invitations`,
  list: invitationList,
  key: ['invitations'],
};
export const requestSource = {
  path: `${own}/relationship-requests`,
  list: relationshipRequestList,
  key: ['relationshipRequests'],
};
export const ownPartnerSource = { path: `${own}/own-partners`, list: ownPartnerList, key: ['ownPartners'] };
export const directorySource = { path: `${own}/provider-directory`, list: directoryList, key: ['directory'] };

export type MailLanguage = 'en' | 'fr';

export const invitationDraftQuery = (language: MailLanguage) =>
  queryOptions({
    queryKey: ['invitationDraft', language],
    queryFn: () => ask(`${invitationSource.path}/draft`, invitationDraft, { query: { language } }),
  });

export const requestDraftQuery = (language: MailLanguage, delegatedAccess: boolean, provider?: string) =>
  queryOptions({
    queryKey: ['requestDraft', language, delegatedAccess, provider],
    queryFn: () =>
      ask(`${requestSource.path}/draft`, requestDraft, {
        query: { language, delegatedAccess: String(delegatedAccess), ...(provider ? { provider } : {}) },
      }),
  });

export const inviteReseller = (body: NewInvitation) =>
  ask(invitationSource.path, madeInvitation, { method: 'POST', body });
export const requestRelationship = (body: NewRelationshipRequest) =>
  ask(requestSource.path, madeRelationshipRequest, { method: 'POST', body });

export const withdrawInvitation = (invitationId: string) =>
  askRaw(`${invitationSource.path}/${id(invitationId)}/withdraw`, { method: 'POST' });
export const withdrawRequest = (requestId: string) =>
  askRaw(`${requestSource.path}/${id(requestId)}/withdraw`, { method: 'POST' });

export const removeReseller = (tenantId: string) =>
  askRaw(`${resellerSource.path}/${id(tenantId)}`, { method: 'DELETE' });
export const removeProvider = (tenantId: string) =>
  askRaw(`${providerSource.path}/${id(tenantId)}`, { method: 'DELETE' });
export const removeProviderAccess = (tenantId: string) =>
  askRaw(`${providerSource.path}/${id(tenantId)}/administrator-access`, { method: 'DELETE' });
export const removeOwnPartner = (tenantId: string) =>
  askRaw(`${ownPartnerSource.path}/${id(tenantId)}`, { method: 'DELETE' });
export const removePartnerAccess = (tenantId: string) =>
  askRaw(`${ownPartnerSource.path}/${id(tenantId)}/delegated-access`, { method: 'DELETE' });

export const invitationQuery = (invitationId: string, secret: string) =>
  queryOptions({
    queryKey: ['invitation', invitationId, secret],
    queryFn: () =>
      ask(`${own}/invitations/${id(invitationId)}/read`, openedInvitation, { method: 'POST', body: { secret } }),
    retry: false,
  });
export const authorizeProvider = (invitationId: string, secret: string) =>
  ask(`${own}/invitations/${id(invitationId)}/accept`, acceptedInvitation, {
    method: 'POST',
    body: { secret, acknowledged: true },
  });

export const declineProvider = (invitationId: string, secret: string) =>
  askRaw(`${own}/invitations/${id(invitationId)}/decline`, { method: 'POST', body: { secret } });

/** Who asks, by what the link says; it is read before anybody signs in. */
export const askedQuery = (link: Readonly<Record<string, string | undefined>>) => {
  const { id: requestId, secret, ...query } = link;
  return queryOptions({
    queryKey: ['asked', link],
    queryFn: () =>
      requestId
        ? ask(`${own}/partner-requests/${id(requestId)}/read`, askedPartner, { method: 'POST', body: { secret } })
        : ask(`${own}/partner-link`, askedPartner, { query }),
    retry: false,
  });
};
export const acceptPartner = (body: AcceptPartner) =>
  ask(ownPartnerSource.path, askedPartner, { method: 'POST', body });

export const declinePartner = (requestId: string, secret: string) =>
  askRaw(`${own}/partner-requests/${id(requestId)}/decline`, { method: 'POST', body: { secret } });

export const directoryEntryQuery = queryOptions({
  queryKey: ['directoryEntry'],
  queryFn: () => ask(`${directorySource.path}/own`, directoryEntry),
});
export const saveDirectoryEntry = (body: DirectoryEntry) =>
  ask(`${directorySource.path}/own`, directoryEntry, { method: 'PUT', body });
