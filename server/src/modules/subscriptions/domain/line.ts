/** Lines of carts and orders: what was asked, and whether it can be bought. Pure. */
import {
  cycleFitsTerm,
  isSeatCount,
  seatBounds,
  terms,
  type BillingCycle,
  type RuleReference,
  type Term,
} from '../../../kernel/index.ts';
import { withSource } from '../../../programme/rules/index.ts';
import { refusalsOf, type SaleCondition, type SaleVerdicts } from '../../../programme/sale.ts';
import type { PurchasableItem } from '../../offers/index.ts';
import { refuseMore, type MoreRefused, type UnsoldMembers } from './not-sold.ts';

/** A line as a client asked for it. `billingCycle` and `term` may be left out when the plan leaves one choice. */
export interface LineRequest {
  readonly catalogItemId: string;
  readonly quantity: number;
  readonly term?: string;
  readonly billingCycle?: string;
  readonly currency?: string;
  readonly friendlyName?: string;
  readonly resellerMpnId?: string;
  /** PartnerIDs of the other resellers of the chain, in their order (rule C9). */
  readonly additionalResellerMpnIds?: readonly string[];
  /** What the line renews to: of a plan with a trial what is bought, of any other what it is anyway. */
  readonly renewsTo?: { readonly termDuration: string; readonly billingCycle?: string | undefined };
  readonly more?: UnsoldMembers;
}

/** What a publisher's private offer takes off a line for the partner (rule F27). */
export interface LineMargin {
  /** Percent of the list price, decimal text. */
  readonly percentage: string;
  /** What the partner pays for one unit and billing cycle: the wholesale price, decimal text. */
  readonly effectiveUnitPrice: string;
}

/** A line that can be bought: everything decided, price included. */
export interface DecidedLine {
  readonly item: PurchasableItem;
  readonly catalogItemId: string;
  readonly quantity: number;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  /** List price of one unit and billing cycle. */
  readonly unitPrice: string;
  readonly margin?: LineMargin;
  /** Begins with a free trial (rule F25). */
  readonly trial: boolean;
  readonly friendlyName: string;
  /** PartnerID of the reseller on the record, as it was given. */
  readonly resellerMpnId?: string;
  /** Its tenant. */
  readonly resellerTenantId?: string;
  readonly additionalResellerMpnIds?: readonly string[];
}

/** Why a line cannot be bought. The use case throws it as the fault of that code. */
export interface LineRefusal {
  readonly refusal:
    | MoreRefused
    | 'AccountNotAllowed'
    | 'CatalogueItemUnknown'
    | 'CatalogueItemOutdated'
    | 'CurrencyNotSupported'
    | 'NotInMarket'
    | 'NotPurchasable'
    | 'PartnerMayNotSell'
    | 'QuantityNotAllowed'
    | 'RegionNotServed'
    | 'TermNotOffered';
  readonly message: string;
  /** Path of the member that is wrong. */
  readonly target: string;
  readonly rule?: RuleReference;
  /** What the sentence is made of, for other languages. */
  readonly values?: Readonly<Record<string, number>>;
}

/** A cart's line as it is kept: the decision's outcome without the catalogue item. */
export interface CartLine {
  readonly catalogItemId: string;
  readonly quantity: number;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  readonly currency: string;
  readonly unitPrice: string;
  readonly margin?: LineMargin;
  /** Begins with a free trial. */
  readonly trial?: boolean;
  readonly friendlyName?: string;
  readonly resellerMpnId?: string;
  readonly additionalResellerMpnIds?: readonly string[];
  readonly orderGroup: string;
}

/** The parts of `product:sku:availability`, or a refusal that says how it looks. */
export function parseCatalogItemId(
  text: string,
  target: string,
): { productId: string; skuId: string; availabilityId: string } | LineRefusal {
  const [productId, skuId, availabilityId, ...rest] = text.split(':');
  if (!productId || !skuId || !availabilityId || rest.length > 0) {
    return {
      refusal: 'CatalogueItemUnknown',
      message: `'${text}' is not a catalogue item id: use product:sku:availability as GET availabilities gives it.`,
      target,
    };
  }
  return { productId, skuId, availabilityId };
}

/** What a wire calls a refused condition of the sale. */
const refusalOf = {
  seller: 'PartnerMayNotSell',
  region: 'RegionNotServed',
  market: 'NotInMarket',
  transactable: 'NotPurchasable',
  place: 'NotPurchasable',
  plan: 'NotPurchasable',
  offered: 'NotInMarket',
  audience: 'NotPurchasable',
  account: 'AccountNotAllowed',
} as const satisfies Record<SaleCondition, LineRefusal['refusal']>;

/** A line's catalogue item, and what was decided of its sale to the customer. */
export interface ItemForSale {
  readonly item: PurchasableItem;
  /** Whether the item is of the version that its offer is sold in now. */
  readonly current: boolean;
  readonly verdicts: SaleVerdicts;
}

/** Why an item may not be sold at all; undefined when it may. */
export function saleRefusal({ item, current, verdicts }: ItemForSale, target: string): LineRefusal | undefined {
  if (!current) {
    return {
      refusal: 'CatalogueItemOutdated',
      message: `Availability '${item.availabilityId}' is no longer sold. Read the plan's availabilities again and retry.`,
      target: `${target}.catalogItemId`,
    };
  }
  const [refused] = refusalsOf(verdicts);
  if (!refused) return undefined;
  const { condition, rule, reason } = refused;
  const message =
    condition === 'offered'
      ? `This item is sold in ${item.market}, where the customer is not. Use the availability of the customer's country.`
      : withSource(reason, rule);
  return { refusal: refusalOf[condition], message, target: `${target}.catalogItemId`, rule };
}

/** Checks a line against its catalogue item and the decision on its sale; returns it with its price, or why not. */
export function decideLine(
  request: LineRequest,
  sale: ItemForSale | undefined,
  target: string,
): DecidedLine | LineRefusal {
  const requested = parseCatalogItemId(request.catalogItemId, `${target}.catalogItemId`);
  if ('refusal' in requested) return requested;
  const item = sale?.item;
  if (!item || item.productId !== requested.productId.toUpperCase() || item.skuId !== requested.skuId) {
    return {
      refusal: 'CatalogueItemUnknown',
      message: `Catalogue item '${request.catalogItemId}' does not exist. Read the plan's availabilities again.`,
      target: `${target}.catalogItemId`,
    };
  }
  const refused = saleRefusal(sale, target);
  if (refused) return refused;
  if (request.currency && request.currency.toUpperCase() !== item.currency) {
    return {
      refusal: 'CurrencyNotSupported',
      message: `This item is priced in ${item.currency}, not ${request.currency}.`,
      target: `${target}.currencyCode`,
    };
  }
  const wrongQuantity = checkQuantity(request.quantity, item, target);
  if (wrongQuantity) return wrongQuantity;
  const wrongMore = refuseMore(request.more, target);
  if (wrongMore) return wrongMore;
  const price = decideTerm(request, item, target);
  if ('refusal' in price) return price;
  return {
    item,
    catalogItemId: `${item.productId}:${item.skuId}:${item.availabilityId}`,
    quantity: request.quantity,
    term: price.term,
    billingCycle: price.billingCycle,
    unitPrice: price.amount,
    trial: item.trial,
    friendlyName: request.friendlyName?.trim() || item.planName,
    ...resellersOf(request),
  };
}

/** The resellers of a line, as they are kept and handed on: members that name nobody are absent. */
export function resellersOf(
  line: Pick<LineRequest, 'resellerMpnId' | 'additionalResellerMpnIds'>,
): Pick<LineRequest, 'resellerMpnId' | 'additionalResellerMpnIds'> {
  const { resellerMpnId, additionalResellerMpnIds: others = [] } = line;
  return {
    ...(resellerMpnId ? { resellerMpnId } : {}),
    ...(others.length > 0 ? { additionalResellerMpnIds: others } : {}),
  };
}

function checkQuantity(quantity: number, item: PurchasableItem, target: string): LineRefusal | undefined {
  const { min, max } = seatBounds(item);
  const ordered = `Quantity ${quantity}`;
  if (isSeatCount(quantity, min, max)) return undefined;
  const wanted = item.perSeat
    ? `a whole number of seats from ${min} to ${max}`
    : '1, because this plan has a flat price';
  return {
    refusal: 'QuantityNotAllowed',
    message: `${ordered} cannot be ordered: it must be ${wanted}.`,
    target: `${target}.quantity`,
    values: { min, max },
  };
}

function decideTerm(
  request: LineRequest,
  item: PurchasableItem,
  target: string,
): PurchasableItem['prices'][number] | LineRefusal {
  const { term, cycle } = periodAsked(request, item);
  const open = cycle === undefined || cycle === '' || cycle === 'unknown';
  const fitting = item.prices.filter(
    (price) => (!term || price.term === term) && (open || price.billingCycle === cycle),
  );
  // "unknown" is what SDKs send for "the default": monthly when there is a choice.
  const chosen =
    fitting.length === 1
      ? fitting[0]
      : fitting.find((price) => open && price.billingCycle === 'monthly' && (term || price.term === 'P1M'));
  if (chosen && cycleFitsTerm(chosen.term, chosen.billingCycle)) {
    return refuseOtherRenewal(request, chosen, target) ?? chosen;
  }
  const offered = item.prices.map((price) => `${price.term} billed ${price.billingCycle}`).join(', ');
  const known = !term || (terms as readonly string[]).includes(term);
  return {
    refusal: 'TermNotOffered',
    message: `${known ? 'This term and billing cycle are' : `'${term}' is`} not offered for this plan. Offered: ${offered}.`,
    target: `${target}.termDuration`,
  };
}

/**
 * The term and cycle that are bought. Of a plan with a trial it is what the trial renews to, where the line says so: such a
 * line is sent back as it was read, with the trial's own month and no cycle (wire contract, section 4.2).
 */
function periodAsked({ term, billingCycle, renewsTo }: LineRequest, { trial }: PurchasableItem) {
  const ofTrial = trial ? renewsTo : undefined;
  const none = trial && billingCycle?.toLowerCase() === 'none';
  return {
    term: (ofTrial?.termDuration || term)?.toUpperCase(),
    cycle: (none ? ofTrial?.billingCycle : billingCycle)?.toLowerCase(),
  };
}

/** A term renews as it is: another one cannot be ordered for later. */
function refuseOtherRenewal(
  { renewsTo }: LineRequest,
  { term, billingCycle }: PurchasableItem['prices'][number],
  target: string,
): LineRefusal | undefined {
  const [later, cycle] = [renewsTo?.termDuration.toUpperCase() || term, renewsTo?.billingCycle?.toLowerCase()];
  if (later === term && (!cycle || cycle === billingCycle)) return undefined;
  return {
    refusal: 'TermNotOffered',
    message: `A term renews as it was bought, here ${term} billed ${billingCycle}. Leave 'renewsTo' out, or buy the other term.`,
    target: `${target}.renewsTo`,
  };
}

/** Lines that share billing cycle and currency form one order; groups are numbered from 0 in order of appearance. */
export function groupLines(lines: readonly Pick<DecidedLine, 'billingCycle' | 'item'>[]): string[] {
  const groups = new Map<string, string>();
  return lines.map((line) => {
    const key = `${line.billingCycle}/${line.item.currency}`;
    const known = groups.get(key) ?? String(groups.size);
    groups.set(key, known);
    return known;
  });
}
