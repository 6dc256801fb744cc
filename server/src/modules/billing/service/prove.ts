/**
 * The proof of a month. At once: for each invoice of each hop the sum of its charges is its total, nothing is left over,
 * every charge follows from its price and quantity, the hops of a cycle charge the same, and every margin is the one that
 * was in force. Beside it stands what the long part found (`proof-work.ts`): that its line items, its reconciliation file
 * and the total its document prints are the same to the cent.
 */
import type { MonthText } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { operatorTenant } from '../../identity/index.ts';
import { together, type ProofProblem } from '../domain/problem.ts';
import { missingRates } from '../store/delays.ts';
import { accountsOfMonth, closedAccounts, joinAsSets } from '../store/month-end.ts';
import { brokenChains, looseEnds, wrongAdjustments, wrongLines } from '../store/proof.ts';
import { countCompared, sellers, type Seller } from '../store/proved-invoices.ts';
import { proofsOf, type MonthProof } from '../store/readings.ts';
import { usageProblems } from './prove-usage.ts';
import { proveInvoices, type ProvedInvoice } from './prove-invoices.ts';
import { marginProblems } from './prove-margins.ts';

/** What a proof says beside its invoices. */
interface Verdict {
  readonly month: MonthText;
  /** Whether every account of the report has closed the month. */
  readonly closed: boolean;
  /** What does not fit together, by kind. */
  readonly problems: readonly ProofProblem[];
  /** Terms whose operator's hop waits, by the exchange rate that is missing: not wrong, and not charged yet. */
  readonly waiting: readonly Waiting[];
  /** How far the reading of line items, files and documents is. */
  readonly files: FilesRead;
  /** Nothing is wrong. What waits is not. */
  readonly agree: boolean;
}

/** An exchange rate that charges wait for, and how many terms do. */
export interface Waiting {
  readonly month: MonthText;
  readonly from: string;
  readonly to: string;
  readonly terms: number;
}

/** The proof with every invoice, as the command line prints it. */
export interface ProofReport extends Verdict {
  readonly hops: readonly {
    readonly seller: Seller;
    readonly invoices: readonly ProvedInvoice[];
    readonly agree: boolean;
  }[];
}

/** The same with the invoices counted. */
export interface ProofSummary extends Verdict {
  readonly hops: readonly { readonly seller: Seller; readonly invoices: number; readonly differing: number }[];
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

/**
 * The proof of a month, of one account or of all that have it. An account sees its own part within row-level security; all
 * accounts together are for the system.
 */
export async function proveMonth(
  work: Work,
  { partnerTenantId, month }: { readonly partnerTenantId?: string; readonly month: MonthText },
): Promise<ProofReport> {
  const accounts = partnerTenantId ? [partnerTenantId] : await accountsOfMonth(work, month);
  const verdict = await verdictOf(work, accounts, month);
  const proved: ProvedInvoice[] = [];
  for (const account of accounts) proved.push(...(await proveInvoices(work, account, month)));
  const bySeller = Map.groupBy(proved, ({ seller }) => seller);
  const hops = sellers.flatMap((seller) => {
    const invoices = bySeller.get(seller) ?? [];
    // Most sales have no reseller: then there is nothing to say of one.
    if (seller === 'reseller' && invoices.length === 0) return [];
    return [{ seller, invoices, agree: invoices.every((invoice) => invoice.agree) }];
  });
  return { ...verdict, hops, agree: verdict.agree && hops.every((hop) => hop.agree) };
}

/** The proof of the acting account's month: counted by the database, however many invoices it has. */
export async function proofSummary(work: Work, month: MonthText): Promise<ProofSummary> {
  const verdict = await verdictOf(work, [work.account], month);
  const counts = await countCompared(work, work.account, month);
  const hops = sellers.map((seller) => {
    const { invoices = 0, differing = 0 } = counts.find((one) => one.seller === seller) ?? {};
    return { seller, invoices, differing };
  });
  return { ...verdict, hops, agree: verdict.agree && hops.every(({ differing }) => differing === 0) };
}

async function verdictOf(work: Work, accounts: readonly string[], month: MonthText): Promise<Verdict> {
  const closed = await closedAccounts(work, accounts, month);
  const operator = (await operatorTenant(work)).id;
  const found: ProofProblem[] = [];
  const waiting: Waiting[] = [];
  for (const account of accounts) {
    if (closed.has(account)) found.push(...(await joinAsSets(work, () => looseEnds(work, account, month))));
    found.push(...(await brokenChains(work, account, month, account === operator)));
    found.push(...(await wrongLines(work, account, month)));
    found.push(...(await wrongAdjustments(work, account, month)));
    found.push(...(await marginProblems(work, account, month)));
    found.push(...(await usageProblems(work, account, month)));
    for (const { month: of, from, to, terms } of await missingRates(work, account))
      if (of <= month) waiting.push({ month: of, from, to, terms });
  }
  const problems = together(found);
  return {
    month,
    closed: accounts.length > 0 && accounts.every((account) => closed.has(account)),
    problems,
    waiting,
    files: await filesReadOf(work, accounts, month),
    agree: problems.length === 0,
  };
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
