/**
 * May this be sold? The one decision of orders, carts, the marketplace, the catalogue, the price list and the online
 * store: every condition is answered, each with its rule, so that one caller tells all reasons and another the first.
 * What depends on one customer beside its country (agreement F6, one plan per customer F4) is asked apart.
 */
import { allowed, refused, type Verdict } from '../kernel/index.ts';
import { mayBuyByAccount, type AccountStatus } from './account-check.ts';
import { marketOf, maySellMarketplaceIn, sameRegion } from './markets.ts';
import { maySellPlanIn, natureOf } from './plan-markets.ts';
import {
  isTransactable,
  mayBuyInPartnerCenter,
  mayOrderPlan,
  mayResell,
  mayResellPlan,
  type AudienceOption,
  type OfferKind,
  type OfferState,
  type PlanSale,
  type PricingModel,
} from './resale.ts';
import { rules } from './rules/index.ts';
import { maySell, type SellingPartner } from './selling.ts';

/**
 * What is asked, in the order in which a refusal is told: that the offer is sold and not only listed, where it is bought,
 * the plan's own sale, the publisher's audience, the partner's account, the customer's account, the customer's market, the
 * region of both, and the plan's markets.
 */
export const saleConditions = [
  'transactable',
  'place',
  'plan',
  'audience',
  'seller',
  'account',
  'market',
  'region',
  'offered',
] as const;
export type SaleCondition = (typeof saleConditions)[number];

export type Refusal = Extract<Verdict, { allowed: false }>;
export type SaleVerdicts = Readonly<Record<SaleCondition, Verdict>>;

/** Who sells, and where its account is located (ISO2). */
export type Seller = SellingPartner & { readonly country: string };

/** The offer as its publisher has it now. */
export interface OfferForSale {
  readonly kind: OfferKind;
  readonly offerState: OfferState;
  readonly sellThroughOperator: boolean;
  /** The audience in force; null while nothing was published. */
  readonly option: AudienceOption | null;
  /** Whether the asking partner is on the offer's list. */
  readonly listed: boolean;
}

export type PlanForSale = PlanSale & { readonly pricingModel: PricingModel };

export interface Sale {
  readonly on: Temporal.PlainDate;
  /** Absent where no partner in particular sells: the catalogue of a country, the online store. */
  readonly seller?: Seller | undefined;
  /** ISO2 of the customer. */
  readonly country: string;
  /** What was found of the customer's account; absent where it was never looked at, and where no customer in particular buys. */
  readonly account?: AccountStatus | undefined;
  readonly offer: OfferForSale;
  /** Absent where a list tells of the offer as a whole, by the plans that are on sale to everybody. */
  readonly plan?: PlanForSale | undefined;
  /** ISO2 of the countries its publisher sells it in. */
  readonly markets: readonly string[];
}

/** The part of partner and customer, which is the same for everything that the one sells to the other. */
export function decideSeller({ seller, country, account, on }: Pick<Sale, 'seller' | 'country' | 'account' | 'on'>): {
  readonly seller: Verdict;
  readonly account: Verdict;
  readonly region: Verdict;
} {
  const found = mayBuyByAccount(account);
  if (!seller) return { seller: allowed, account: found, region: allowed };
  return { seller: maySell(seller), account: found, region: sameRegion(seller.country, country, on) };
}

/** Whether a plan, or an offer as a whole, may be sold to customers of a country on a day: every condition answered. */
export function decideSale(sale: Sale): SaleVerdicts {
  const { on, country, offer, plan, markets } = sale;
  return {
    ...decideSeller(sale),
    market: plan ? maySellPlanIn(country, on, natureOf(offer.kind, plan)) : maySellMarketplaceIn(country, on),
    transactable: isTransactable(offer),
    place: mayBuyInPartnerCenter(offer.kind),
    plan: plan ? mayOrderPlan(plan) : allowed,
    offered: markets.includes(country) ? allowed : notOffered(country, on),
    audience: plan ? mayResellPlan(offer, offer.kind, plan) : mayResell(offer),
  };
}

function notOffered(country: string, on: Temporal.PlainDate): Verdict {
  return refused(rules.A32, `The publisher does not sell this plan in ${marketOf(country, on)?.name ?? country}.`);
}

/** Why not, in the order of the conditions; empty when it may. `except`: conditions that do not matter to who asks. */
export function refusalsOf(
  verdicts: Partial<SaleVerdicts>,
  ...except: readonly SaleCondition[]
): readonly (Refusal & { readonly condition: SaleCondition })[] {
  return saleConditions.flatMap((condition) => {
    const verdict = verdicts[condition];
    return verdict?.allowed === false && !except.includes(condition) ? { ...verdict, condition } : [];
  });
}

/** Whether it may be sold. `except`: conditions that do not matter to who asks. */
export function isSold(sale: Sale, ...except: readonly SaleCondition[]): boolean {
  return refusalsOf(decideSale(sale), ...except).length === 0;
}
