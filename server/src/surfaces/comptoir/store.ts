/**
 * `/comptoir/v1/store/…`: the online store and "Find a partner", without a token. Works run as nobody: row-level security
 * then shows what is public and no tenant's own rows.
 */
import {
  offerPartnersQuery,
  storeDetailQuery,
  storePartnersQuery,
  storeQuery,
  type OfferPartnerList,
  type StoreItem,
  type StoreOffer,
  type StorePartner,
  offerPartnerList,
  storeCountries,
  storeList,
  storeOffer,
  storePartnerList,
} from '@comptoir/contracts/comptoir/store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { nobody } from '../../kernel/index.ts';
import { requirePublisher } from '../../modules/identity/index.ts';
import * as offers from '../../modules/offers/index.ts';
import { findPartners, type FoundPartners, type PartnerProfile } from '../../modules/partners/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Work } from '../../platform/work.ts';
import { localeOf } from '../locale.ts';
import { listedPlanToWire, pageToWire } from './listed-plan.ts';
import { productPath } from './marketplace.ts';

const config = { access: { permission: 'public' } } as const;

/** What is public may be kept a while, for each language. */
const kept = { 'Cache-Control': 'public, max-age=60', Vary: 'X-Locale' } as const;

export function storeRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const answer = async <Body>(request: FastifyRequest, reply: FastifyReply, body: (work: Work) => Promise<Body>) => {
    const found = await context.runner.run({ actor: nobody, correlationId: request.correlationId }, body);
    void reply.headers(kept);
    return found;
  };
  routes.get('/store/countries', { config, schema: { response: { 200: storeCountries } } }, (request, reply) =>
    answer(request, reply, async (work) => {
      const countries = offers.listedMarkets(work).markets.flatMap(({ country, sale }) => (sale ? [country] : []));
      return { items: [...new Set(countries)].toSorted().map((country) => ({ country })) };
    }),
  );
  routes.get(
    '/store/offers',
    { config, schema: { querystring: storeQuery, response: { 200: storeList } } },
    (request, reply) =>
      answer(request, reply, async (work) => {
        const { publisher: publisherTenantId, ...query } = request.query;
        if (publisherTenantId) await requirePublisher(work, publisherTenantId);
        const wanted = { ...query, publisherTenantId, language: localeOf(request).language };
        const page = await offers.storeOffers(work, wanted);
        return { items: page.items.map(itemToWire), ...pageToWire(page) };
      }),
  );
  routes.get(
    '/store/offers/:productId',
    { config, schema: { params: productPath, querystring: storeDetailQuery, response: { 200: storeOffer } } },
    (request, reply) =>
      answer(request, reply, async (work) => {
        const wanted = { ...request.query, language: localeOf(request).language };
        return offerToWire(await offers.storeOffer(work, request.params.productId, wanted));
      }),
  );
  routes.get(
    '/store/offers/:productId/partners',
    { config, schema: { params: productPath, querystring: offerPartnersQuery, response: { 200: offerPartnerList } } },
    (request, reply) =>
      answer(request, reply, async (work): Promise<OfferPartnerList> => {
        const { sold, support, ...found } = await offers.storeOfferPartners(
          work,
          request.params.productId,
          request.query,
        );
        return { sold, support, ...partnersToWire(found) };
      }),
  );
  routes.get(
    '/store/partners',
    { config, schema: { querystring: storePartnersQuery, response: { 200: storePartnerList } } },
    (request, reply) =>
      answer(request, reply, async (work) => {
        const { search: text, ...wish } = request.query;
        return partnersToWire(await findPartners(work, { ...wish, text }));
      }),
  );
}

function itemToWire(listing: offers.StoreListing): StoreItem {
  const { productId, kind, title, summary, publisherTenantId, publisherName, trial, transactable } = listing;
  const categories = listing.categories as StoreItem['categories'];
  return { productId, kind, title, summary, publisherTenantId, publisherName, categories, trial, transactable };
}

/** Member by member: what is not named here is not public. */
function offerToWire(offer: offers.StoreOffer): StoreOffer {
  const { country = null, description, support, privacyUrl, terms, callToAction = null, plans } = offer;
  return {
    ...itemToWire(offer),
    country,
    description,
    support,
    privacyUrl,
    terms,
    callToAction,
    plans: plans.map((offered) => ({
      ...listedPlanToWire(offered),
      offeredAs: offered.item
        ? {
            currency: offered.item.currency,
            prices: offers.listPrices(offered.plan.trial ?? false, offered.item.prices),
          }
        : null,
    })),
  };
}

function partnersToWire({ items, total, similar, next }: FoundPartners) {
  return { items: items.map(partnerToWire), total, alike: similar, ...(next ? { next } : {}) };
}

function partnerToWire(partner: PartnerProfile): StorePartner {
  const { tenantId, name, address, country, website, competency = null } = partner;
  return {
    tenantId,
    name,
    kind: partner.kind as StorePartner['kind'],
    address,
    country,
    website,
    competency,
    skills: partner.skills as StorePartner['skills'],
  };
}
