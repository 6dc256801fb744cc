/** The operator's desk for customers: qualifications to vet, and accounts to look at. */
import {
  customerAccount,
  customerAccountList,
  deskQualification,
  deskQualificationList,
  type AccountDecision,
  type DenyQualification,
  type DeskQualification,
} from '@comptoir/contracts/comptoir/qualifications';
import { queryOptions } from '@tanstack/react-query';
import { customerSubscriptionList, suspension } from '@comptoir/contracts/comptoir/unpaid';
import { ask } from '../../api/client.ts';

const root = '/comptoir/v1/operator';

export const qualificationSource = {
  path: `${root}/qualifications`,
  list: deskQualificationList,
  key: ['desk', 'qualifications'],
};

export const accountSource = {
  path: `${root}/customer-accounts`,
  list: customerAccountList,
  key: ['desk', 'customer-accounts'],
};

const pathOf = ({ customerTenantId, qualificationId }: DeskQualification) =>
  `${root}/qualifications/${encodeURIComponent(customerTenantId)}/${encodeURIComponent(qualificationId)}`;

export function approveQualification(row: DeskQualification) {
  return ask(`${pathOf(row)}/approve`, deskQualification, { method: 'POST' });
}

export function denyQualification(row: DeskQualification, body: DenyQualification) {
  return ask(`${pathOf(row)}/deny`, deskQualification, { method: 'POST', body });
}

export function decideAccount(customerTenantId: string, body: AccountDecision) {
  return ask(`${root}/customer-accounts/${encodeURIComponent(customerTenantId)}/status`, customerAccount, {
    method: 'POST',
    body,
  });
}

/** What a customer was sold, by whichever partner. Publishers answer elsewhere. */
export const customerSubscriptionSource = (customerTenantId: string) => ({
  path: `${root}/customer-accounts/${encodeURIComponent(customerTenantId)}/subscriptions`,
  list: customerSubscriptionList,
  key: ['desk', 'customer-accounts', customerTenantId, 'subscriptions'],
  refreshMs: 15_000,
});

/** Whose subscriptions they are. */
export const customerNameQuery = (customerTenantId: string) =>
  queryOptions({
    queryKey: ['desk', 'customer-accounts', customerTenantId, 'name'],
    queryFn: async () => {
      const { path, list } = customerSubscriptionSource(customerTenantId);
      return (await ask(path, list.answer, { query: { size: 1 } })).companyName;
    },
  });

export const setSuspension = (customerTenantId: string, subscriptionId: string, suspended: boolean) =>
  ask(
    `${customerSubscriptionSource(customerTenantId).path}/${encodeURIComponent(subscriptionId)}/suspension`,
    suspension,
    { method: suspended ? 'POST' : 'DELETE' },
  );
