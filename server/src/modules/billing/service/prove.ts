/**
 * The proof of a month. At once: for each invoice of each hop the sum of its charges is its total, nothing is left over, and
 * every margin is the one that was in force. Beside it stands what the long part found (`proof-work.ts`): that its line
 * items, its reconciliation file and the total its document prints are the same to the cent.
 */
import type { MonthText } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { operatorTenant } from '../../identity/index.ts';
import { missingRateText } from '../domain/missing-rate.ts';
import { delays } from '../store/delays.ts';
import { accountsOfMonth, closedAccounts, joinAsSets } from '../store/month-end.ts';
import { brokenChains, looseEnds } from '../store/proof.ts';
import { proofsOf, type MonthProof } from '../store/readings.ts';
import { proveInvoices, type ProvedInvoice } from './prove-invoices.ts';
import { marginProblems } from './prove-margins.ts';

/** Who sells on a hop, as the billing account sees it: the operator to it, it to others, or its reseller. */
const sellers = ['operator', 'partner', 'reseller'] as const;
export type Seller = (typeof sellers)[number];

export interface ProofReport {
  readonly month: MonthText;
  /** Whether every account of the report has closed the month. */
  readonly closed: boolean;
  readonly hops: readonly {
    readonly seller: Seller;
    readonly invoices: readonly ProvedInvoice[];
    readonly agree: boolean;
  }[];
  /** Charges on no invoice, lines without charge, charges that wait, prices with another margin: as sentences. */
  readonly problems: readonly string[];
  /** How far the reading of line items, files and documents is. */
  readonly files: FilesRead;
  readonly agree: boolean;
}

export interface FilesRead {
  /** `none`: nobody asked for it. `running`: for one account at least. */
  readonly state: 'none' | 'running' | 'finished';
  readonly invoices: number;
  readonly read: number;
  readonly differing: number;
  readonly requestedAt?: Temporal.Instant;
  readonly finishedAt?: Temporal.Instant;
}

/** Proves a month of one account, or of all of them (as the system). Reads only. */
export async function proveMonth(
  work: Work,
  { partnerTenantId, month }: { readonly partnerTenantId?: string; readonly month: MonthText },
): Promise<ProofReport> {
  const accounts = partnerTenantId ? [partnerTenantId] : await accountsOfMonth(work, month);
  const proved: ProvedInvoice[] = [];
  const problems: string[] = [];
  const closed = await closedAccounts(work, accounts, month);
  const operator = (await operatorTenant(work)).id;
  for (const account of accounts) {
    if (closed.has(account)) problems.push(...(await joinAsSets(work, () => looseEnds(work, account, month))));
    // The operator buys from nobody: what it sells in its online store has a single hop.
    if (account !== operator) problems.push(...(await brokenChains(work, account, month)));
    problems.push(...(await marginProblems(work, account, month)));
    for (const delay of await delays(work, account)) {
      problems.push(
        `Subscription ${delay.subscriptionId}, term ${delay.termNumber}, is not charged: ${missingRateText(delay)}`,
      );
    }
    proved.push(...(await proveInvoices(work, account, month)));
  }
  const bySeller = Map.groupBy(proved, sellerOf);
  const hops = sellers.flatMap((seller) => {
    const invoices = bySeller.get(seller) ?? [];
    // Most sales have no reseller: then there is nothing to say of one.
    if (seller === 'reseller' && invoices.length === 0) return [];
    return [{ seller, invoices, agree: invoices.every((invoice) => invoice.agree) }];
  });
  const agree = problems.length === 0 && hops.every((hop) => hop.agree);
  const allClosed = accounts.length > 0 && accounts.every((account) => closed.has(account));
  return { month, closed: allClosed, hops, problems, files: await filesReadOf(work, accounts, month), agree };
}

/** Accounts that have closed a month, as the system. */
export async function accountsToProve(work: Work, month: MonthText): Promise<string[]> {
  const accounts = await accountsOfMonth(work, month);
  const closed = await closedAccounts(work, accounts, month);
  return accounts.filter((account) => closed.has(account));
}

/** How far the reading of a month is, over these accounts. */
export async function filesReadOf(work: Work, accounts: readonly string[], month: MonthText): Promise<FilesRead> {
  return filesRead(await proofsOf(work, accounts, month));
}

function filesRead(readings: readonly MonthProof[]): FilesRead {
  const counted = (count: (reading: MonthProof) => number) => readings.reduce((sum, one) => sum + count(one), 0);
  const sums = {
    invoices: counted(({ invoices }) => invoices),
    read: counted(({ read }) => read),
    differing: counted(({ differing }) => differing),
  };
  const last = readings.toSorted((one, other) => Temporal.Instant.compare(other.requestedAt, one.requestedAt))[0];
  if (!last) return { state: 'none', ...sums };
  const running = readings.some(({ finishedAt }) => finishedAt === null);
  const { requestedAt, finishedAt } = last;
  return {
    state: running ? 'running' : 'finished',
    ...sums,
    requestedAt,
    ...(finishedAt && !running ? { finishedAt } : {}),
  };
}

function sellerOf({ partnerTenantId, sellerTenantId, buyerTenantId }: ProvedInvoice): Seller {
  if (buyerTenantId === partnerTenantId) return 'operator';
  return sellerTenantId === partnerTenantId ? 'partner' : 'reseller';
}
