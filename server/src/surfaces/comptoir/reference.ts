/** `/comptoir/v1/markets` and `/exchange-rates/{month}`: reference data that everyone reads and the operator keeps. */
import {
  exchangeRatesPath,
  marketsQuery,
  putExchangeRates,
  type ExchangeRates,
  type MarketRow,
  planChoices as planChoicesShape,
  type PlanChoices,
  exchangeRates,
  marketList,
} from '@comptoir/contracts/comptoir/reference';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { decimal, toText } from '../../kernel/index.ts';
import { delayedChargesTask } from '../../modules/billing/index.ts';
import { earlierRatesOf, ratesOf, recordRates, type MonthRates } from '../../modules/exchange-rates/index.ts';
import { listedMarkets, planChoices, type ListedMarket } from '../../modules/offers/index.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';

export function referenceRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const everyone = { access: { permission: 'account.read' } } as const;
  const operator = { access: { permission: 'programme.operate', asSystem: true } } as const;
  routes.get(
    '/markets',
    { config: everyone, schema: { querystring: marketsQuery, response: { 200: marketList } } },
    (request) =>
      request.work(async (work) => {
        const day = request.query.on === undefined ? undefined : Temporal.PlainDate.from(request.query.on);
        const { on, markets } = listedMarkets(work, day);
        return { on: on.toString(), items: markets.map(marketToWire) };
      }),
  );
  routes.get('/plan-choices', { config: everyone, schema: { response: { 200: planChoicesShape } } }, (request) =>
    request.work(async (work): Promise<PlanChoices> => {
      const { sorts, terms } = planChoices(work);
      return {
        sorts: sorts.map(({ markets, ...sort }) => ({ ...sort, markets: [...markets] })),
        terms: terms.map(({ term, billingCycles }) => ({ term, billingCycles: [...billingCycles] })),
      };
    }),
  );
  routes.get(
    '/exchange-rates/:month',
    { config: operator, schema: { params: exchangeRatesPath, response: { 200: exchangeRates } } },
    (request) => request.work(async (work) => ratesToWire(work, await ratesOf(work, request.params.month))),
  );
  routes.put(
    '/exchange-rates/:month',
    {
      config: operator,
      schema: { params: exchangeRatesPath, body: putExchangeRates, response: { 200: exchangeRates } },
    },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const rates = request.body.rates.map((rate) => ({ ...rate, usdPerUnit: decimal(rate.usdPerUnit) }));
        const recorded = await recordRates(work, { month: request.params.month, rates });
        // What waited for one of them is charged now, not at the next midnight.
        work.enqueue(delayedChargesTask, {}, delayedChargesTask);
        return { status: 200, body: await ratesToWire(work, recorded) };
      }),
  );
}

function marketToWire({
  country,
  name,
  regionCode,
  region,
  partnerCurrency,
  sale,
  resale,
  priceCurrency,
}: ListedMarket): MarketRow {
  return { country, name, regionCode, region, partnerCurrency, sale, resale, priceCurrency: priceCurrency ?? null };
}

async function ratesToWire(work: Pick<Work, 'prepared'>, { month, rates }: MonthRates): Promise<ExchangeRates> {
  const earlier = await earlierRatesOf(work, month);
  return {
    month,
    rates: rates.map(({ currency, usdPerUnit }) => ({ currency, usdPerUnit: toText(usdPerUnit) })),
    chargedAtEarlier: earlier.map(({ from, to, rateMonth }) => ({ from, to, rateMonth })),
  };
}
