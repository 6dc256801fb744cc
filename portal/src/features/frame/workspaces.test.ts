import { describe, expect, test } from 'vitest';
import { paths } from '../../paths.ts';
import { firstPage, workspacesOf } from './workspaces.ts';

const seller = workspacesOf({ parts: ['direct'] }, true)[0]!;

describe('the first page', () => {
  test('is one that the person may see', () => {
    expect(firstPage(seller, { permissions: ['customers.read', 'invoices.read'] })).toBe(paths.customers);
    expect(firstPage(seller, { permissions: ['invoices.read', 'prices.manage'] })).toBe(paths.invoices);
    expect(firstPage(seller, { permissions: ['notices.read'] })).toBe(paths.partnerNotices);
    expect(firstPage(seller, { permissions: ['account.read'] })).toBeUndefined();
  });

  test('of the operator is the clock in the sandbox and the desk in production', () => {
    const first = (sandbox: boolean) =>
      firstPage(workspacesOf({ parts: ['operator'] }, sandbox)[0]!, { permissions: ['programme.operate'] });
    expect([first(true), first(false)]).toEqual([paths.clock, paths.requests]);
  });
});
