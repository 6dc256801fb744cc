/** Reference data: markets (`account.read`) and exchange rates (`programme.operate`), `/comptoir/v1/…`. */
import { z } from 'zod';
import { applicationType, offerKind, pricingModel } from './offers.ts';
import { billingCycleName, currencyCode, dayText, monthText, termName } from './words.ts';

// GET /comptoir/v1/markets?on=YYYY-MM-DD  (today when absent)
export const marketsQuery = z.strictObject({ on: dayText.optional() });
export const market = z.object({
  country: z.string(),
  name: z.string(),
  regionCode: z.string(),
  region: z.string(),
  partnerCurrency: z.string(),
  sale: z.boolean(),
  /** Whether partners may sell marketplace offers to customers there (rule A32). */
  resale: z.boolean(),
  priceCurrency: z.string().nullable(),
});
export const marketList = z.object({ on: z.string(), items: z.array(market) });
export type MarketRow = z.infer<typeof market>;

// GET /comptoir/v1/plan-choices: what a publisher may choose for a plan, on the business date
export const planChoices = z.object({
  sorts: z.array(
    z.object({
      kind: offerKind,
      /** Of plans of Azure applications. */
      applicationType: applicationType.optional(),
      pricingModel,
      /** Partners resell it whatever the publisher chooses, as long as it is on sale to everybody (rule A3). */
      resoldByDefault: z.boolean(),
      /** Countries it can be sold in, with the currency of its price (rule A32). */
      markets: z.array(z.object({ country: z.string(), currency: z.string() })),
    }),
  ),
  /** Billing cycles each term may have (rule F3). */
  terms: z.array(z.object({ term: termName, billingCycles: z.array(billingCycleName) })),
});
export type PlanChoices = z.infer<typeof planChoices>;

/** US dollars for one unit of a currency (rule E27), decimal text. */
export const usdPerUnit = z
  .string()
  .regex(/^(0|[1-9]\d{0,9})(\.\d{1,10})?$/, 'must be a decimal text such as "1.0843", with at most ten decimals')
  .refine((text) => /[1-9]/.test(text), 'must be more than zero');

// GET and PUT /comptoir/v1/exchange-rates/{month}
export const exchangeRatesPath = z.strictObject({ month: monthText });
export const exchangeRates = z.object({
  month: z.string(),
  rates: z.array(z.object({ currency: z.string(), usdPerUnit: z.string() })),
  /** Pairs whose charges of the month are converted at the rate of an earlier month, fixed by the first of them: a rate recorded later is not used for this month. */
  chargedAtEarlier: z.array(z.object({ from: z.string(), to: z.string(), rateMonth: z.string() })),
});
/** Rates once recorded stay: repeating them changes nothing, another value is refused (409 ExchangeRateFixed). */
export const putExchangeRates = z.strictObject({
  rates: z
    .array(z.strictObject({ currency: currencyCode, usdPerUnit }))
    .min(1)
    .max(200),
});
export type ExchangeRates = z.infer<typeof exchangeRates>;
