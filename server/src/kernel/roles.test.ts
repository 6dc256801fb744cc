/** Every permission written out once more, as the role matrix (programme rules, B) has it: a right is given or taken here too. */
import { expect, test } from 'vitest';
import { permissions, type PermissionRule, type Role } from './roles.ts';

const roleOf: Readonly<Record<string, Role>> = {
  GA: 'global_admin',
  UM: 'user_admin',
  BA: 'billing_admin',
  AA: 'admin_agent',
  SA: 'sales_agent',
  HA: 'helpdesk_agent',
  M: 'manager',
};

const everybody = 'operator publisher direct provider reseller customer applicant';
const anyRole = 'GA UM BA AA SA HA M';

/** Done by the tenant's own people only (decision 0070). */
const inPerson =
  'enrolment.manage agreement.sign profiles.manage signInPolicy.manage signIn.demand webhooks.manage partnerships.accept delegatedAdmin.act ownPartners.read ownPurchases.manage ownPartners.manage applications.consent applications.manage identityProvider.manage';

/** Which tenants, which of their people, whose rows. */
const matrix: Readonly<Record<string, readonly [parts: string, roles: string, relations: string]>> = {
  'account.read': [everybody, anyRole, 'own'],
  'users.read': [everybody, 'GA UM', 'own'],
  'users.manage': [everybody, 'GA UM', 'own'],
  'signInPolicy.manage': [everybody, 'GA', 'own'],
  'signIn.demand': ['operator', 'GA', 'operator'],
  'enrolment.manage': [everybody, 'GA', 'own'],
  'agreement.sign': [everybody, 'GA', 'own'],
  'profiles.read': [everybody, 'GA UM BA AA', 'own'],
  'profiles.manage': [everybody, 'GA', 'own'],
  'partnerships.read': ['provider reseller', 'GA AA SA HA', 'own'],
  'partnerships.invite': ['provider', 'GA AA SA', 'own'],
  'partnerships.accept': ['reseller', 'GA', 'own'],
  'directory.manage': ['provider', 'GA AA', 'own'],
  'relationships.read': ['direct provider reseller', 'GA AA SA HA', 'partnerOf providerOf'],
  'relationships.request': ['direct provider reseller', 'GA AA SA', 'own'],
  'delegatedAdmin.manage': ['direct provider reseller', 'GA AA', 'partnerOf providerOf'],
  'delegatedAdmin.act': ['direct provider reseller customer', 'GA AA', 'own partnerOf providerOf'],
  'customerUsers.manage': ['direct provider reseller', 'GA AA HA', 'partnerOf providerOf'],
  'ownPartners.read': ['customer', anyRole, 'own'],
  'ownPurchases.manage': ['customer', 'GA BA', 'own'],
  'ownPartners.manage': ['customer applicant', 'GA', 'own'],
  'applications.consent': [everybody, 'GA', 'own'],
  'identityProvider.manage': [everybody, 'GA', 'own'],
  'applications.manage': [everybody, 'GA', 'own'],
  'offers.manage': ['publisher', 'GA M', 'own'],
  'fulfillment.act': ['publisher', '', 'publisherOf'],
  'catalogue.read': ['direct provider', 'GA AA SA', 'own'],
  'notices.read': ['direct provider', 'GA AA SA HA', 'own'],
  'customers.read': ['direct provider reseller', 'GA AA SA HA', 'partnerOf providerOf'],
  'customers.manage': ['direct provider', 'GA AA SA', 'partnerOf providerOf'],
  'agreements.read': ['direct provider', 'GA AA SA', 'partnerOf providerOf'],
  'agreements.confirm': ['direct provider', 'GA AA SA', 'partnerOf providerOf'],
  'subscriptions.read': ['direct provider', 'GA AA SA HA', 'partnerOf providerOf'],
  'subscriptions.buy': ['direct provider', 'GA AA SA', 'partnerOf providerOf'],
  'margins.read': ['direct provider', 'GA AA', 'own'],
  'invoices.read': ['direct provider', 'GA BA AA', 'own partnerOf providerOf'],
  'prices.manage': ['direct provider', 'GA BA AA', 'own partnerOf providerOf'],
  'webhooks.manage': ['direct provider reseller publisher customer', 'GA', 'own'],
  'webhooks.register': ['direct provider reseller', 'GA BA AA SA HA', 'own'],
  'activity.read': ['direct provider reseller', 'GA AA', 'own'],
  'programme.operate': ['operator', 'GA BA', 'operator'],
};

const sorted = (words: readonly string[]) => words.toSorted();
const listed = (words: string) => words.split(' ').filter(Boolean);

test('B28 Each permission is held by the tenants and roles of the role matrix, and reaches the rows that it says', () => {
  const held = Object.entries<PermissionRule>(permissions).map(([name, { parts, roles, relations }]) => [
    name,
    { parts: sorted(parts), roles: sorted(roles), relations: sorted(relations) },
  ]);
  const written = Object.entries(matrix).map(([name, [parts, roles, relations]]) => [
    name,
    {
      parts: sorted(listed(parts)),
      roles: sorted(listed(roles).map((initials) => roleOf[initials]!)),
      relations: sorted(listed(relations)),
    },
  ]);
  expect(Object.fromEntries(held)).toEqual(Object.fromEntries(written));
});

test('AZP-47 What binds a tenant, and who its partners are, is its own people’s: nobody does it on its behalf', () => {
  const kept = Object.entries<PermissionRule>(permissions).filter(([, rule]) => rule.inPerson);
  expect(sorted(kept.map(([name]) => name))).toEqual(sorted(listed(inPerson)));
});
