/**
 * Resources of the Product Ingestion API as publishers send them (wire contract `saas-fulfillment.md`, section 7). Numbers
 * arrive as their exact decimal text: the surface reads the digits as they were written. Members that are not named here
 * are not kept.
 */
import { z } from 'zod';
import { offerCategories } from '../comptoir/offers.ts';
import { guid, lineText, plainText } from '../comptoir/words.ts';

/** Hosts of schema addresses: the present one, and the older one that clients still write. */
export const schemaHosts = ['https://schema.mp.microsoft.com', 'https://product-ingestion.azureedge.net'] as const;

/** A schema version: `2022-03-01-preview3`, `2022-07-01`. */
export const schemaVersion = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(-preview\d{1,3})?$/, 'must be a version such as 2022-03-01-preview5');

const durableId = z.string().max(300);

/** Documents spell it `externalID`, clients `externalId`. */
const spelled = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || !('externalID' in value)) return value;
  const { externalID, ...rest } = value as Record<string, unknown>;
  return { externalId: externalID, ...rest };
};

const productExternalId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{2,49}$/, 'must be 3 to 50 lower-case letters, digits, - or _, a letter or digit first');
const planExternalId = z.string().regex(/^[a-z0-9_-]{1,50}$/, 'must be 1 to 50 lower-case letters, digits, - or _');

/** A durable id, `{externalId}` of a product or plan, or `{resourceName}` of another resource of the request. */
export const reference = z.preprocess(
  spelled,
  z.union(
    [
      durableId,
      z.object({ externalId: z.string().max(50) }),
      z.object({ resourceName: z.string().regex(/^[\w-]{1,50}$/) }),
    ],
    'must be a durable id, {"externalId": …} or {"resourceName": …}',
  ),
);

export const base = {
  id: durableId.optional(),
  resourceName: z
    .string()
    .regex(/^[\w-]{1,50}$/, 'must be 1 to 50 letters, digits, - or _')
    .optional(),
};
const ofProduct = { ...base, product: reference };
const ofPlan = { ...ofProduct, plan: reference };

const whole = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number);
const amount = (digits: number) =>
  z
    .string('must be a number')
    .regex(
      new RegExp(String.raw`^(0|[1-9]\d{0,11})(\.\d{1,${digits}})?$`),
      `must be a number without sign, with at most ${digits} digits after the point`,
    );
const price = amount(3);
const unitPrice = amount(6);
const country = z.string().regex(/^[A-Za-z]{2}$/, 'must be a country code of two letters');
const currency = z.string().regex(/^[A-Za-z]{3}$/, 'must be a currency code of three letters');
const address = lineText(2048);
const lifecycle = z.enum(['generallyAvailable', 'deprecated', 'deleted']).optional();
const duration = z.object({ type: z.enum(['day', 'week', 'month', 'year']), value: whole });

export const audienceEntry = z.object({
  type: z.string().max(50),
  id: lineText(255),
  label: lineText(200).optional(),
});
const mostEntries = 20_000;
const audiences = z.array(audienceEntry).max(mostEntries);

export const productTypes = [
  'softwareAsAService',
  'azureVirtualMachine',
  'azureApplication',
  'azureContainer',
] as const;
export const product = z.object({
  ...base,
  identity: z.preprocess(spelled, z.object({ externalId: productExternalId })),
  type: z.enum(productTypes),
  alias: lineText(120).refine((text) => text !== '', 'must not be empty'),
  lifecycleState: lifecycle,
});

export const commercialMarketplaceSetup = z.object({
  ...ofProduct,
  sellThroughMicrosoft: z.boolean(),
  useMicrosoftLicenseManagementService: z.boolean().optional(),
  callToAction: z.string().max(50).optional(),
  callToActionUrl: address.optional(),
});

/** Categories of this marketplace. Microsoft's own names of software categories carry the kind behind them. */
const categories = z
  .record(z.string().max(100), z.array(z.string().max(100)).max(50))
  .transform((given) =>
    Object.fromEntries(Object.entries(given).map(([name, own]) => [name.replace(/-saas$/, ''), own])),
  )
  .refine(
    (given) => Object.keys(given).every((name) => (offerCategories as readonly string[]).includes(name)),
    `has a category there is not; choose among ${offerCategories.join(', ')}`,
  )
  .refine((given) => Object.keys(given).length <= 2, 'an offer has at most two categories');

export const property = z.object({
  ...ofProduct,
  kind: z.string().max(50),
  categories,
  termsConditions: z.enum(['standardMicrosoft', 'custom']),
  termsOfUse: z.string().max(50_000).optional(),
  termsOfUseUrl: address.optional(),
});

const contact = z.object({
  name: lineText(255).optional(),
  email: lineText(255).optional(),
  phone: lineText(20).optional(),
  url: address.optional(),
});

export const listing = z.object({
  ...ofProduct,
  kind: z.string().max(50),
  languageId: z.string().max(20),
  title: lineText(200).optional(),
  description: plainText(5000).optional(),
  searchResultSummary: lineText(100).optional(),
  shortDescription: lineText(100).optional(),
  searchKeywords: z
    .array(lineText(50).refine((text) => text !== '', 'must not be empty'))
    .max(3)
    .optional(),
  privacyPolicyLink: address.optional(),
  cloudSolutionProviderMarketingMaterials: address.optional(),
  supportContact: contact.optional(),
  engineeringContact: contact.optional(),
  cloudSolutionProviderContact: contact.optional(),
  globalSupportWebsite: address.optional(),
  lifecycleState: lifecycle,
});

const guidOrEmpty = z.union([guid, z.literal('')], 'must be a GUID');
export const saasTechnicalConfiguration = z.object({
  ...ofProduct,
  landingPageUrl: address,
  connectionWebhook: address,
  azureAdTenantId: guidOrEmpty,
  azureAdAppId: guidOrEmpty,
});

export const priceAndAvailabilityOffer = z.object({ ...ofProduct, previewAudiences: audiences });

const meterId = z.string().regex(/^[A-Za-z0-9_-]{1,50}$/, 'must be 1 to 50 letters, digits, - or _');
export const customMeter = z.object({
  ...ofProduct,
  customMeters: z.record(meterId, z.object({ displayName: lineText(100), unitOfMeasure: lineText(100) })),
});

/** `terminated` is read only in practice; the published schema calls the list previewAudiences too. */
export const resellerChannelState = z.enum(['notSet', 'none', 'some', 'all', 'terminated']);
export const reseller = z.object({ ...ofProduct, resellerChannelState, audiences });

export const plan = z.object({
  ...ofProduct,
  identity: z.preprocess(spelled, z.object({ externalId: planExternalId })),
  alias: lineText(200).refine((text) => text !== '', 'must not be empty'),
  azureRegions: z.array(z.string().max(50)).max(20).optional(),
  subtype: z.enum(['solutionTemplate', 'managedApplication']).optional(),
  lifecycleState: lifecycle,
});

export const planListing = z.object({
  ...ofPlan,
  kind: z.string().max(50),
  languageId: z.string().max(20),
  name: lineText(200),
  description: plainText(3000),
  summary: plainText(3000).optional(),
});

const priceOption = { billingTerm: duration, paymentOption: duration.optional() };
const recurrent = {
  recurrentPriceMode: z.enum(['flatRate', 'perUser']),
  userLimits: z
    .object({
      min: whole.pipe(z.number().min(1).max(1_000_000)),
      max: whole.pipe(z.number().min(1).max(1_000_000)),
    })
    .optional(),
};
export const recurrentPrice = z.discriminatedUnion('priceInputOption', [
  z.object({
    ...recurrent,
    priceInputOption: z.literal('usd'),
    prices: z.array(z.object({ ...priceOption, pricePerPaymentInUsd: price })).max(16),
  }),
  z.object({
    ...recurrent,
    priceInputOption: z.literal('perMarket'),
    prices: z
      .array(
        z.object({
          markets: z.array(country).max(250).default([]),
          currency,
          prices: z.array(z.object({ ...priceOption, pricePerPayment: price })).max(16),
        }),
      )
      .max(250),
  }),
]);

const meterPrice = z.object({
  includedQuantities: z
    .array(z.object({ billingTerm: duration, isInfinite: z.boolean().optional(), quantity: whole.optional() }))
    .max(16)
    .optional(),
  pricePerPaymentInUsd: unitPrice.optional(),
  prices: z
    .array(z.object({ currency, pricePerPayment: unitPrice }))
    .max(60)
    .optional(),
});

export const priceAndAvailabilityPlan = z.object({
  ...ofPlan,
  visibility: z.enum(['visible', 'hidden']).optional(),
  audience: z.enum(['public', 'private']).optional(),
  privateAudiences: audiences.optional(),
  customerMarkets: z.enum(['customMarkets', 'allMarkets', 'allTaxRemittedMarkets']).optional(),
  markets: z.array(country).max(250).optional(),
  trial: duration.optional(),
  softwareReservation: z.array(z.unknown()).max(50).optional(),
  pricing: z
    .object({
      recurrentPrice: recurrentPrice.optional(),
      customMeters: z
        .object({ priceInputOption: z.enum(['usd', 'perMarket']), meters: z.record(meterId, meterPrice) })
        .optional(),
      licenseModel: z.enum(['byol', 'payAsYouGo']).optional(),
      corePricing: z.object({ priceInputOption: z.string().max(50), pricePerCore: unitPrice.optional() }).optional(),
    })
    .optional(),
});

export const updatePrivateAudiences = z.object({
  ...ofPlan,
  privateAudiences: z.object({ add: audiences.optional(), remove: audiences.optional() }),
});

export const vmTechnicalConfiguration = z.object({
  ...ofPlan,
  operatingSystem: z
    .object({
      family: z.enum(['linux', 'windows']),
      friendlyName: lineText(255).optional(),
      type: z.string().max(100).optional(),
    })
    .optional(),
  recommendedVmSizes: z.array(z.string().max(100)).max(50).optional(),
  openPorts: z.array(z.unknown()).max(200).optional(),
  vmProperties: z.record(z.string().max(100), z.unknown()).optional(),
  skus: z
    .array(z.object({ imageType: z.string().max(50), skuId: z.string().max(100) }))
    .max(50)
    .optional(),
  vmImageVersions: z
    .array(
      z.object({
        versionNumber: z
          .string()
          .max(20)
          .regex(/^\d+\.\d+\.\d+$/, 'must be three numbers such as 1.0.2'),
        vmImages: z
          .array(
            z.object({
              imageType: z.string().max(50),
              source: z.object({
                sourceType: z.string().max(50),
                osDisk: z.object({ uri: address }).optional(),
                dataDisks: z.array(z.unknown()).max(16).optional(),
              }),
            }),
          )
          .max(20),
        lifecycleState: lifecycle,
      }),
    )
    .max(200),
});

export const targetType = z.enum(['draft', 'preview', 'live']);
export const submission = z.object({
  ...ofProduct,
  target: z.object({ targetType }),
  lifecycleState: z.enum(['generallyAvailable', 'deprecated']).optional(),
  status: z.string().max(50).optional(),
  result: z.string().max(50).optional(),
  created: z.string().max(50).optional(),
});
