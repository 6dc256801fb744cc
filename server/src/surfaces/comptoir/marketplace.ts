/** `/comptoir/v1/marketplace/…`: what the acting partner finds in the marketplace, and its price list. */
import { fileOf } from '../../platform/declared-answers.ts';
import {
  marketplaceDetailQuery,
  marketplacePricesQuery,
  marketplaceQuery,
  type MarketplaceItem,
  type MarketplaceOffer,
  type MarketplacePlan,
  marketplaceList,
  marketplaceOffer,
} from '@comptoir/contracts/comptoir/marketplace';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { dayOf, type Verdict } from '../../kernel/index.ts';
import { requirePublisher } from '../../modules/identity/index.ts';
import * as offers from '../../modules/offers/index.ts';
import { requireCustomer } from '../../modules/relationships/index.ts';
import { marginsAt, type Margin } from '../../modules/private-offers/index.ts';
import { mayHaveMore, trialsLeft } from '../../modules/subscriptions/index.ts';
import type { Work } from '../../platform/work.ts';
import { wholesalePrice } from '../../programme/margin.ts';
import { localeOf } from '../locale.ts';
import { csvFormOf } from './list-answer.ts';
import { listedPlanToWire, pageToWire } from './listed-plan.ts';
import type { Language } from '../../programme/rules/index.ts';
import { ruleToWire } from './rule-words.ts';

const config = { access: { permission: 'catalogue.read' } } as const;
export const productPath = z.strictObject({ productId: z.string().regex(/^[A-Za-z0-9]{1,20}$/) });

export function marketplaceRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/marketplace/offers',
    { config, schema: { querystring: marketplaceQuery, response: { 200: marketplaceList } } },
    (request) =>
      request.work(async (work) => {
        const { publisher: publisherTenantId, ...query } = request.query;
        if (publisherTenantId) await requirePublisher(work, publisherTenantId);
        const { language } = localeOf(request);
        const page = await offers.marketplaceOffers(work, { ...query, publisherTenantId, language });
        return { country: page.country, items: page.items.map(itemToWire), ...pageToWire(page) };
      }),
  );
  routes.get(
    '/marketplace/offers/:productId',
    {
      config,
      schema: { params: productPath, querystring: marketplaceDetailQuery, response: { 200: marketplaceOffer } },
    },
    (request) =>
      request.work(async (work) => {
        const { customerTenantId, ...query } = request.query;
        if (customerTenantId) await requireCustomer(work, customerTenantId);
        const wanted = { ...query, language: localeOf(request).language };
        const offer = await offers.marketplaceOffer(work, request.params.productId, wanted);
        const [margins, more] = [
          await marginsOf(work, offer, customerTenantId),
          await mayHaveMoreOf(work, offer, customerTenantId),
        ];
        const left = await withTrialsLeft(work, offer, customerTenantId);
        return offerToWire(withHindrances(left, more), margins, wanted.language);
      }),
  );
  routes.get(
    '/marketplace/prices',
    { config, schema: { querystring: marketplacePricesQuery, response: { 200: fileOf('text/csv') } } },
    async (request, reply) => {
      const { country, format } = request.query;
      const wanted = { country, form: csvFormOf(request, format), language: localeOf(request).language };
      const { fileName, text } = await request.work((work) => offers.exportPrices(work, wanted));
      return reply
        .type('text/csv; charset=utf-8')
        .header('Content-Disposition', `attachment; filename=${fileName}`)
        .send(text);
    },
  );
}

function itemToWire(listing: offers.MarketplaceListing): MarketplaceItem {
  const { productId, kind, title, summary, publisherTenantId, publisherName, trial, purchasable } = listing;
  return {
    productId,
    kind,
    title,
    summary,
    publisherTenantId,
    publisherName,
    categories: listing.categories as MarketplaceItem['categories'],
    trial,
    label: listing.exclusive ? 'exclusive' : null,
    purchasable,
    contact: listing.contact ?? null,
  };
}

/** The margin of each plan, in their order, for the acting partner now. */
async function marginsOf(work: Work, offer: offers.MarketplaceOffer, customerTenantId: string | undefined) {
  const { productId } = offer.version;
  const question = { partnerTenantId: work.account, productId, customerTenantId, at: work.now };
  return marginsAt(
    work,
    offer.plans.map(({ plan }) => ({ ...question, planId: plan.planId })),
  );
}

/** Whether the customer may have one more of each plan, in their order (rule F4). */
async function mayHaveMoreOf(
  work: Work,
  { version, plans }: offers.MarketplaceOffer,
  customerTenantId: string | undefined,
) {
  if (customerTenantId === undefined) return [];
  const { offerId } = version;
  return mayHaveMore(
    work,
    customerTenantId,
    plans.map(({ plan }) => ({ offerId, planId: plan.planId, onePerCustomer: plan.onePerCustomer ?? false })),
  );
}

/** For a customer only the trials that it has not had yet, by whomever (rule F25). */
async function withTrialsLeft(
  work: Work,
  offer: offers.MarketplaceOffer,
  customerTenantId: string | undefined,
): Promise<offers.MarketplaceOffer> {
  if (customerTenantId === undefined) return offer;
  const { offerId } = offer.version;
  const trials = offer.plans.map(({ plan }) => ({ offerId, planId: plan.planId, trial: plan.trial === true }));
  const left = await trialsLeft(work, customerTenantId, trials);
  const plans = offer.plans.map((one, index) => ({ ...one, plan: { ...one.plan, trial: left[index]! } }));
  return { ...offer, plans };
}

function withHindrances(offer: offers.MarketplaceOffer, verdicts: readonly Verdict[]): offers.MarketplaceOffer {
  const plans = offer.plans.map((plan, index) => {
    const verdict = verdicts[index];
    return verdict?.allowed === false ? { ...plan, hindrances: [...plan.hindrances, verdict] } : plan;
  });
  return { ...offer, plans, purchasable: plans.some((plan) => plan.hindrances.length === 0) };
}

function offerToWire(
  offer: offers.MarketplaceOffer,
  margins: readonly (Margin | undefined)[],
  language: Language,
): MarketplaceOffer {
  const { document, productId, kind, publisherTenantId, publisherName } = offer.version;
  const { title, summary, description } = offer.listing;
  const { categories, terms } = document.properties;
  const contact = offer.exclusive && !offer.admitted ? document.contacts.cspProgramme : undefined;
  const trial = offer.plans.some(({ plan }) => plan.trial === true);
  const { exclusive, purchasable } = offer;
  return {
    ...itemToWire({
      productId,
      kind,
      title,
      summary,
      publisherTenantId,
      publisherName,
      categories,
      trial,
      exclusive,
      purchasable,
      contact,
    }),
    country: offer.country,
    description,
    contacts: document.contacts,
    cspMarketingUrl: document.cspMarketingUrl,
    privacyUrl: document.privacyUrl,
    terms,
    plans: offer.plans.map((plan, index) => planToWire(plan, margins[index], language)),
  };
}

function planToWire(offered: offers.MarketplacePlan, margin: Margin | undefined, language: Language): MarketplacePlan {
  const { plan, item, hindrances } = offered;
  const prices = item ? offers.listPrices(plan.trial ?? false, item.prices) : [];
  return {
    ...listedPlanToWire(offered),
    offeredAs: item
      ? {
          catalogItemId: `${item.productId}:${item.skuId}:${item.availabilityId}`,
          currency: item.currency,
          prices,
        }
      : null,
    margin: margin
      ? {
          percentage: margin.percentage,
          until: dayOf(margin.endsAt).subtract({ days: 1 }).toString(),
          wholesale: prices.map((price) => wholesalePrice(price.amount, margin.percentage)),
        }
      : null,
    resellable: offered.resellable,
    purchasable: hindrances.length === 0,
    hindrances: hindrances.map(({ rule, reason }) => ({ rule: ruleToWire(rule, language), reason })),
  };
}
