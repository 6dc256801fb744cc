/** From requested lines to decided ones: catalogue, customer, audience and partner are asked; nothing is written. */
import {
  announceFirstSales,
  knownItems,
  purchasable,
  saleFacts,
  type PurchasableItem,
  type ResaleFacts,
  type SaleFacts,
} from '../../offers/index.ts';
import { partnersByMpnId, whyNotDeclared, whyNotOnRecord, type PartnerAccount } from '../../partners/index.ts';
import { connectedResellers } from '../../partnerships/index.ts';
import { foreseeMargins, marginsAt, type Margin } from '../../private-offers/index.ts';
import { sellingFacts, type SellingFacts } from '../../relationships/index.ts';
import { customerNotFound } from '../../customers/index.ts';
import { dayOf, isGuid, type Verdict } from '../../../kernel/index.ts';
import type { Asking, Work } from '../../../platform/work.ts';
import { wholesalePrice } from '../../../programme/margin.ts';
import { mayBuyByAccount, type AccountStatus } from '../../../programme/account-check.ts';
import { decideSale, decideSeller, refusalsOf } from '../../../programme/sale.ts';
import {
  decideLine,
  parseCatalogItemId,
  saleRefusal,
  type DecidedLine,
  type ItemForSale,
  type LineRefusal,
  type LineRequest,
} from '../domain/line.ts';
import { subscriptionFault } from '../faults.ts';
import { mayHaveLines } from './one-per-customer.ts';
import { withTrials } from './trials.ts';
import { rules, withSource } from '../../../programme/rules/index.ts';

/** What lines are decided for. */
interface LineNeeds {
  readonly agreement: boolean;
  /** Their plan takes the place of this one: it is not one more of it. */
  readonly instead?: { readonly offerId: string; readonly planId: string };
  /** What a refusal calls a line; `lineItems[n]` otherwise. */
  readonly target?: string;
}

/** Lines that may be ordered as they are. */
export interface DecidedOrder {
  readonly lines: readonly DecidedLine[];
  readonly selling: Pick<SellingFacts, 'customerTenantId' | 'customerContact'>;
  /** Offers that the customer never had from this partner. */
  readonly newOfferIds: readonly string[];
  /** For each line the margin its price has. */
  readonly margins: readonly (Margin | undefined)[];
}

/**
 * Decides every line for a customer, prices included. Three reads, sent together, and already with the opening of an
 * order's work (`foreseeLines`); the catalogue itself is cached.
 * `agreement`: an order needs the customer's agreement (rule F6), a cart does not yet. An order that is the partner's
 * first sale of an offer excludes that the partner is taken off it meanwhile (rule A15).
 */
export async function decideLines(
  work: Work,
  customerTenantId: string,
  requests: readonly LineRequest[],
  needs: LineNeeds,
): Promise<DecidedOrder> {
  if (!isGuid(customerTenantId)) throw customerNotFound(customerTenantId);
  const partnerTenantId = work.account;
  const ids = requests.map(
    (request, index) =>
      accepted(parseCatalogItemId(request.catalogItemId, `${named(needs, index)}.catalogItemId`)).availabilityId,
  );
  const items = await purchasable(work, ids);
  const byId = new Map(items.map((item) => [item.availabilityId, item]));
  const at = work.now;
  const customer = customerTenantId.toLowerCase();
  const questions = items.map((item) => ({ ...item, partnerTenantId, customerTenantId: customer, at }));
  const resellerIds = [
    ...new Set(
      requests.flatMap(({ resellerMpnId, additionalResellerMpnIds: more = [] }) => [resellerMpnId ?? [], more].flat()),
    ),
  ];
  const [selling, resale, found, resellers, connected] = await Promise.all([
    sellingFacts(work, partnerTenantId, customerTenantId),
    saleFacts(work, { partnerTenantId, customerTenantId }, offersOf(items)),
    marginsAt(work, questions),
    resellerIds.length > 0 ? partnersByMpnId(work, resellerIds) : new Map<string, PartnerAccount>(),
    connectedResellers(work, partnerTenantId, resellerIds),
  ]);
  const marginOf = new Map(items.map((item, index) => [item.availabilityId, found[index]]));
  const today = dayOf(work.now);
  const facts = requireSelling(selling, customerTenantId, today);
  if (needs.agreement && !facts.agreementAccepted) throw agreementMissing();
  const requested = requests.map((request, index) => {
    const item = byId.get(ids[index]!.toUpperCase());
    const sale = item && itemForSale(item, facts, resale.get(item.offerId), today);
    const line = accepted(decideLine(request, sale, named(needs, index)));
    const recorded = withReseller(line, facts.partner, { resellers, connected }, named(needs, index));
    return withMargin(recorded, marginOf.get(line.item.availabilityId));
  });
  const lines = await withTrials(work, customer, requested);
  await requireMayHaveMore(work, customer, lines, needs);
  if (needs.agreement) await confirmFirstSales(work, lines, facts, resale);
  const newOfferIds = [...resale.values()].filter((fact) => !fact.soldToCustomer).map((fact) => fact.offerId);
  const margins = lines.map((line) => marginOf.get(line.item.availabilityId));
  return { lines, selling: facts, newOfferIds, margins };
}

/** Asks ahead what `decideLines` will ask of lines whose items are known by now (see WorkRunner.run). */
export function foreseeLines(
  asking: Asking,
  customerTenantId: string,
  requests: readonly LineRequest[],
): readonly Promise<unknown>[] {
  const parsed = requests.map(({ catalogItemId }) => parseCatalogItemId(catalogItemId, 'catalogItemId'));
  const ids = parsed.flatMap((id) => ('refusal' in id ? [] : id.availabilityId));
  const items = isGuid(customerTenantId) && ids.length === parsed.length ? knownItems(ids) : undefined;
  if (!items) return [];
  const { account: partnerTenantId } = asking;
  return [
    sellingFacts(asking, partnerTenantId, customerTenantId),
    saleFacts(asking, { partnerTenantId, customerTenantId }, offersOf(items)),
    foreseeMargins(
      asking,
      items.map(({ productId }) => ({ partnerTenantId, productId })),
    ),
  ];
}

const named = ({ target }: { readonly target?: string | undefined }, index: number) => target ?? `lineItems[${index}]`;

const offersOf = (items: readonly PurchasableItem[]) => [...new Set(items.map((item) => item.offerId))];

/** The line at its wholesale price (rule F27): what an annual term costs from now on, and a monthly one today. */
function withMargin(line: DecidedLine, margin: Margin | undefined): DecidedLine {
  if (!margin) return line;
  const { percentage } = margin;
  return { ...line, margin: { percentage, effectiveUnitPrice: wholesalePrice(line.unitPrice, percentage) } };
}

/** Decides the lines of offers the partner never sold once more, now that nobody takes it off them. */
async function confirmFirstSales(
  work: Work,
  lines: readonly DecidedLine[],
  selling: SellingFacts,
  resale: ReadonlyMap<string, SaleFacts>,
): Promise<void> {
  const first = [...resale.values()].filter((fact) => !fact.soldBefore).map((fact) => fact.offerId);
  if (first.length === 0) return;
  const facts = await announceFirstSales(work, work.account, first);
  for (const [index, line] of lines.entries()) {
    const now = facts.get(line.item.offerId);
    const refused = now && saleRefusal(itemForSale(line.item, selling, now, dayOf(work.now)), `lineItems[${index}]`);
    if (refused) throw refusedLine(refused);
  }
}

/** What was decided, or the refusal as a fault. */
function accepted<Decided extends object>(decision: Decided | LineRefusal): Decided {
  if ('refusal' in decision) throw refusedLine(decision);
  return decision;
}

function refusedLine({ refusal: code, message, ...more }: LineRefusal): Error {
  return subscriptionFault(code, message, more);
}

/** Whether the partner may sell an item to the customer now; without facts its offer is not sold at all. */
function itemForSale(
  item: PurchasableItem,
  { partner, customerCountry: country, accountStatus: account }: SellingFacts,
  facts: ResaleFacts | undefined,
  on: Temporal.PlainDate,
): ItemForSale {
  const { kind, plan, sellThroughOperator, market } = item;
  const { offerState, option, listed } = facts ?? { offerState: 'stopped', option: null, listed: false };
  const offer = { kind, sellThroughOperator, offerState, option, listed };
  const verdicts = decideSale({ on, seller: partner, country, account, offer, plan, markets: [market] });
  return { item, current: facts?.liveVersionId === item.versionId, verdicts };
}

/** Partner and customer: a relationship exists, and whatever the partner sells, it may sell to the customer's country. */
function requireSelling(
  facts: SellingFacts | undefined,
  customerTenantId: string,
  today: Temporal.PlainDate,
): SellingFacts {
  if (!facts || facts.relationship !== 'reseller') throw customerNotFound(customerTenantId);
  const { partner, customerCountry: country, accountStatus: account } = facts;
  const [refused] = refusalsOf(decideSeller({ seller: partner, country, account, on: today }));
  if (!refused) return facts;
  if (refused.condition === 'account') throw refusal(refused, accountRefusal[account as keyof typeof accountRefusal]);
  if (refused.condition === 'region') throw refusal(refused, 'RegionNotServed');
  throw refusal(refused, partner.agreementSignedAt ? 'PartnerMayNotSell' : 'PartnerAgreementMissing');
}

const accountRefusal = {
  UnderReview: 'AccountUnderReview',
  NotAllowed: 'AccountNotAllowed',
  Unknown: 'AccountUnknown',
} as const;

/** Whether the operator found something that stands against purchases of an account. */
export function requireAccount(status: AccountStatus | undefined): void {
  const verdict = mayBuyByAccount(status);
  if (!verdict.allowed) throw refusal(verdict, accountRefusal[status as keyof typeof accountRefusal]);
}

function agreementMissing(): Error {
  return subscriptionFault(
    'AgreementMissing',
    'The customer has not accepted the customer agreement. Confirm it first: POST customers/{id}/agreements.',
    {
      rule: rules.F6,
    },
  );
}

/** Plans that are sold once to a customer (rule F4). */
async function requireMayHaveMore(
  work: Work,
  customerTenantId: string,
  lines: readonly DecidedLine[],
  { agreement: order, instead, target }: LineNeeds,
) {
  const isMore = ({ item }: DecidedLine) =>
    item.onePerCustomer && !(item.offerId === instead?.offerId && item.planId === instead.planId);
  if (!lines.some(isMore)) return;
  for (const [index, verdict] of (await mayHaveLines(work, customerTenantId, lines, { order })).entries()) {
    if (!verdict.allowed) throw refusal(verdict, 'NotPurchasable', `${named({ target }, index)}.catalogItemId`);
  }
}

/** Who may be named: accounts by PartnerID, and which of them are the seller's partners today. */
interface Named {
  readonly resellers: ReadonlyMap<string, PartnerAccount>;
  readonly connected: ReadonlySet<string>;
}

/** The line with the tenant of the reseller it names, and with the others of its chain (rules C9, D3, D10). */
function withReseller(
  line: DecidedLine,
  seller: PartnerAccount,
  { resellers, connected }: Named,
  target: string,
): DecidedLine {
  const { resellerMpnId, additionalResellerMpnIds: others = [] } = line;
  const named = others.map((mpnId) => ({ mpnId, party: resellers.get(mpnId) }));
  const wrong = whyNotDeclared({ seller, main: resellerMpnId, others: named, market: line.item.market });
  if (wrong) throw subscriptionFault(wrong.code, wrong.reason, { target: `${target}.participants`, rule: wrong.rule });
  if (!resellerMpnId) return line;
  const reseller = resellers.get(resellerMpnId);
  const why = whyNotOnRecord(seller, reseller, resellerMpnId, connected.has(resellerMpnId));
  if (why) throw subscriptionFault(why.code, why.reason, { target, rule: why.rule });
  return { ...line, resellerTenantId: reseller!.tenantId };
}

function refusal(
  verdict: Extract<Verdict, { allowed: false }>,
  code: Parameters<typeof subscriptionFault>[0],
  target?: string,
): Error {
  return subscriptionFault(code, withSource(verdict.reason, verdict.rule), {
    rule: verdict.rule,
    ...(target ? { target } : {}),
  });
}
