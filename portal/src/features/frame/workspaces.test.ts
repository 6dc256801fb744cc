import { describe, expect, test } from 'vitest';
import { paths } from '../../paths.ts';
import { firstPage, settings, workspaceAt, workspacesOf } from './workspaces.ts';

const seller = workspacesOf({ parts: ['direct'] }, true)[0]!;

describe('the first page', () => {
  test('is one that the person may see', () => {
    expect(firstPage(seller, { permissions: ['customers.read', 'invoices.read'] })).toBe(paths.customers);
    expect(firstPage(seller, { permissions: ['invoices.read', 'prices.manage'] })).toBe(paths.invoices);
    expect(firstPage(seller, { permissions: ['notices.read'] })).toBe(paths.partnerNotices);
    expect(firstPage(seller, { permissions: ['account.read'] })).toBeUndefined();
  });

  test('AZP-39 IND-23 of a reseller leads to customers and providers, of a customer to its partners; neither sees prices or invoices of partners', () => {
    const entries = (part: 'reseller' | 'customer' | 'provider' | 'direct') =>
      workspacesOf({ parts: [part] }, false).flatMap(({ menu }) =>
        menu.flatMap((entry) => ('children' in entry ? entry.children : [entry])).map(({ to }) => to),
      );
    const { customers, providers, providerDirectory } = paths;
    expect(entries('reseller')).toEqual([
      paths.resellerOverview,
      customers,
      providers,
      providerDirectory,
      paths.activity,
    ]);
    const { ownPartners, ownAccess, storePartners } = paths;
    const first = [paths.customerOverview, paths.ownSubscriptions, paths.ownInvoices];
    expect(entries('customer')).toEqual([...first, ownPartners, ownAccess, storePartners]);
    expect(entries('provider')).toContain(paths.resellers);
    expect(entries('direct')).not.toContain(paths.resellers);
  });

  test('of the operator is the clock in the sandbox and the desk in production', () => {
    const first = (sandbox: boolean) =>
      firstPage(workspacesOf({ parts: ['operator'] }, sandbox)[0]!, { permissions: ['programme.operate'] });
    expect([first(true), first(false)]).toEqual([paths.clock, paths.requests]);
  });
});

test('ENR-24 ENR-52 Behind the gear are the account settings, user management among them, for people of every workspace and none', () => {
  for (const workspaces of [workspacesOf({ parts: ['direct'] }, true), workspacesOf({ parts: ['customer'] }, true)]) {
    expect(workspaceAt(paths.users, workspaces)).toBe(settings);
    expect(workspaceAt(paths.security, workspaces)).toBe(settings);
  }
  expect(firstPage(settings, { permissions: ['account.read', 'users.read'] })).toBe(paths.users);
  expect(firstPage(settings, { permissions: ['account.read'] })).toBe(paths.security);
  expect(settings.menu.flatMap((entry) => ('to' in entry ? [entry.to] : entry.children.map(({ to }) => to)))).toContain(
    paths.identifiers,
  );
});
