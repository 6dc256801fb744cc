/** From requested lines to decided ones: catalogue, customer, audience and partner are asked; nothing is written. */
import {
  announceFirstSales,
  mayResell,
  purchasable,
  saleFacts,
  type ResaleFacts,
  type SaleFacts,
} from '../../offers/index.ts';
import { maySell, partnersByMpnId, whyNotOnRecord, type PartnerAccount } from '../../partners/index.ts';
import { marginsAt, type Margin } from '../../private-offers/index.ts';
import { sellingFacts, type SellingFacts } from '../../relationships/index.ts';
import { customerNotFound } from '../../customers/index.ts';
import { dayOf, isGuid, type Verdict } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { wholesalePrice } from '../../../programme/margin.ts';
import { maySellMarketplaceIn, sameRegion } from '../../../programme/markets.ts';
import {
  decideLine,
  parseCatalogItemId,
  type DecidedLine,
  type LineRefusal,
  type LineRequest,
} from '../domain/line.ts';
import { subscriptionFault } from '../faults.ts';
import { mayHaveLines } from './one-per-customer.ts';
import { rules, withSource } from '../../../programme/rules/index.ts';

/** Lines that may be ordered as they are. */
export interface DecidedOrder {
  readonly lines: readonly DecidedLine[];
  readonly selling: SellingFacts;
  /** Offers that the customer never had from this partner. */
  readonly newOfferIds: readonly string[];
  /** For each line the margin its price has. */
  readonly margins: readonly (Margin | undefined)[];
}

/**
 * Decides every line for a customer, prices included. Three reads, sent together; the catalogue itself is cached.
 * `agreement`: an order needs the customer's agreement (rule F6), a cart does not yet. An order that is the partner's
 * first sale of an offer excludes that the partner is taken off it meanwhile (rule A15).
 */
export async function decideLines(
  work: Work,
  customerTenantId: string,
  requests: readonly LineRequest[],
  needs: { readonly agreement: boolean },
): Promise<DecidedOrder> {
  if (!isGuid(customerTenantId)) throw customerNotFound(customerTenantId);
  const partnerTenantId = work.account;
  const ids = requests.map(
    (request, index) =>
      accepted(parseCatalogItemId(request.catalogItemId, `lineItems[${index}].catalogItemId`)).availabilityId,
  );
  const items = await purchasable(work, ids);
  const byId = new Map(items.map((item) => [item.availabilityId, item]));
  const at = work.now;
  const customer = customerTenantId.toLowerCase();
  const questions = items.map((item) => ({ ...item, partnerTenantId, customerTenantId: customer, at }));
  const named = [...new Set(requests.flatMap(({ resellerMpnId }) => resellerMpnId ?? []))];
  const [selling, resale, found, resellers] = await Promise.all([
    sellingFacts(work, partnerTenantId, customerTenantId),
    saleFacts(work, { partnerTenantId, customerTenantId }, [...new Set(items.map((item) => item.offerId))]),
    marginsAt(work, questions),
    named.length > 0 ? partnersByMpnId(work, named) : new Map<string, PartnerAccount>(),
  ]);
  const marginOf = new Map(items.map((item, index) => [item.availabilityId, found[index]]));
  const facts = requireSelling(selling, customerTenantId, dayOf(work.now));
  if (needs.agreement && !facts.agreementAccepted) throw agreementMissing();
  const lines = requests.map((request, index) => {
    const item = byId.get(ids[index]!.toUpperCase());
    const line = accepted(decideLine(request, item, facts.customerCountry, `lineItems[${index}]`));
    requireResale(line, resale.get(line.item.offerId), `lineItems[${index}]`);
    const recorded = withReseller(line, facts.partner, resellers, `lineItems[${index}]`);
    return withMargin(recorded, marginOf.get(line.item.availabilityId));
  });
  await requireRoom(work, customer, lines, needs.agreement);
  if (needs.agreement) await confirmFirstSales(work, lines, resale);
  const newOfferIds = [...resale.values()].filter((fact) => !fact.soldToCustomer).map((fact) => fact.offerId);
  const margins = lines.map((line) => marginOf.get(line.item.availabilityId));
  return { lines, selling: facts, newOfferIds, margins };
}

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
  resale: ReadonlyMap<string, SaleFacts>,
): Promise<void> {
  const first = [...resale.values()].filter((fact) => !fact.soldBefore).map((fact) => fact.offerId);
  if (first.length === 0) return;
  const facts = await announceFirstSales(work, work.account, first);
  for (const [index, line] of lines.entries()) {
    const now = facts.get(line.item.offerId);
    if (now) requireResale(line, now, `lineItems[${index}]`);
  }
}

/** What was decided, or the refusal as a fault. */
function accepted<Decided extends object>(decision: Decided | LineRefusal): Decided {
  if (!('refusal' in decision)) return decision;
  const { refusal: code, message, ...more } = decision;
  throw subscriptionFault(code, message, more);
}

/** Partner and customer: a relationship exists, the partner may sell, and the customer is in its region. */
function requireSelling(
  facts: SellingFacts | undefined,
  customerTenantId: string,
  today: Temporal.PlainDate,
): SellingFacts {
  if (!facts || facts.relationship !== 'reseller') throw customerNotFound(customerTenantId);
  const may = maySell(facts.partner);
  if (!may.allowed)
    throw refusal(may, facts.partner.agreementSignedAt ? 'PartnerMayNotSell' : 'PartnerAgreementMissing');
  const near = sameRegion(facts.partner.country, facts.customerCountry, today);
  if (!near.allowed) throw refusal(near, 'RegionNotServed');
  const open = maySellMarketplaceIn(facts.customerCountry, today);
  if (!open.allowed) throw refusal(open, 'NotInMarket');
  return facts;
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

function requireResale(line: DecidedLine, facts: ResaleFacts | undefined, target: string): void {
  if (!facts || facts.liveVersionId !== line.item.versionId) {
    throw subscriptionFault(
      'CatalogueItemOutdated',
      `Availability '${line.item.availabilityId}' is no longer sold. Read the plan's availabilities again and retry.`,
      { target: `${target}.catalogItemId` },
    );
  }
  const verdict = mayResell(facts);
  if (!verdict.allowed) throw refusal(verdict, 'NotPurchasable', `${target}.catalogItemId`);
}

/** Plans that are sold once to a customer (rule F4). */
async function requireRoom(work: Work, customerTenantId: string, lines: readonly DecidedLine[], order: boolean) {
  if (lines.every((line) => !line.item.onePerCustomer)) return;
  for (const [index, verdict] of (await mayHaveLines(work, customerTenantId, lines, { order })).entries()) {
    if (!verdict.allowed) throw refusal(verdict, 'NotPurchasable', `lineItems[${index}].catalogItemId`);
  }
}

/** The line with the tenant of the reseller it names (rule D10). */
function withReseller(
  line: DecidedLine,
  seller: PartnerAccount,
  resellers: ReadonlyMap<string, PartnerAccount>,
  target: string,
): DecidedLine {
  if (!line.resellerMpnId) return line;
  const reseller = resellers.get(line.resellerMpnId);
  const why = whyNotOnRecord(seller, reseller, line.resellerMpnId);
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
