/** A publisher's pipeline as tests play it: product ingestion over HTTP, with a real token. */
import type { World } from '@comptoir/contracts/sandbox';
import { setTimeout as pause } from 'node:timers/promises';
import { applicationToken, tenantOf } from '../../scripts/story/client.ts';
import { callServer, type Called } from './http.ts';

export const graph = 'https://graph.microsoft.com';
const host = 'https://schema.mp.microsoft.com/schema';
export const version = '$version=2022-07-01';
const statusLimitMs = 20_000;

/** The address of a type's schema. */
export const schema = (type: string, numbered = '2022-03-01-preview3') => ({ $schema: `${host}/${type}/${numbered}` });

export interface Pipeline {
  readonly token: string;
  call(method: string, path: string, body?: unknown): Promise<Called>;
  /** Sends resources and waits for the end of their job; answers its status. */
  configure(...resources: readonly object[]): Promise<Called['body']>;
  /** As `configure`, and throws unless it succeeded; answers the resources. */
  made(...resources: readonly object[]): Promise<readonly Called['body'][]>;
  /** Resources of one type in a product's tree. */
  tree(product: string, type: string, targetType?: string): Promise<readonly Called['body'][]>;
}

export async function aPipeline(origin: string, country: string): Promise<Pipeline> {
  const world = (await callServer(origin, 'GET', '/sandbox/v1/world')).body as World;
  return pipelineOf(origin, await applicationToken(origin, tenantOf(world, 'publisher', country), graph));
}

export function pipelineOf(origin: string, token: string): Pipeline {
  const call: Pipeline['call'] = (method, path, body) =>
    callServer(origin, method, `/rp/product-ingestion${path}${path.includes('?') ? '&' : '?'}${version}`, {
      token,
      ...(body === undefined ? {} : { body }),
    });
  const configure: Pipeline['configure'] = async (...resources) => {
    const sent = await call('POST', '/configure', { ...schema('configure', '2022-07-01'), resources });
    if (sent.status !== 200) throw new Error(`${sent.status} ${sent.text}`);
    return ended({ call }, sent.body.jobId as string);
  };
  return {
    token,
    call,
    configure,
    async made(...resources) {
      const status = await configure(...resources);
      if (status.jobResult !== 'succeeded') throw new Error(JSON.stringify(status.errors));
      return (await call('GET', `/configure/${status.jobId}`)).body.resources;
    },
    async tree(product, type, targetType = 'draft') {
      const { status, body, text } = await call('GET', `/resource-tree/${product}?targetType=${targetType}`);
      if (status !== 200) throw new Error(`${status} ${text}`);
      return (body.resources as Called['body'][]).filter(({ id }) => String(id).startsWith(`${type}/`));
    },
  };
}

/** The status of a job once it is completed. */
export async function ended({ call }: Pick<Pipeline, 'call'>, jobId: string): Promise<Called['body']> {
  for (const deadline = performance.now() + statusLimitMs; performance.now() < deadline; await pause(20)) {
    const { body } = await call('GET', `/configure/${jobId}/status`);
    if (body?.jobStatus === 'completed') return body;
  }
  throw new Error(`job ${jobId} did not end`);
}

const month = { type: 'month', value: 1 };
const contact = { name: 'Ada Martin', email: 'ada@isv.example', phone: '+33 1 23 45 67 89' };

const product = { resourceName: 'theProduct' };
const plan = { externalId: 'team' };

/**
 * Everything a per-seat offer needs, but for its audience and submission, in no helpful order. References by name, as a
 * first request has them.
 */
export function offerResources(wish: {
  readonly externalId: string;
  readonly tenantId: string;
  readonly applicationId: string;
}): object[] {
  return [
    ...planResources,
    {
      ...schema('product'),
      resourceName: 'theProduct',
      identity: { externalId: wish.externalId },
      type: 'softwareAsAService',
      alias: 'Piped Notes',
    },
    {
      ...schema('commercial-marketplace-setup', '2022-03-01-preview2'),
      product,
      sellThroughMicrosoft: true,
      useMicrosoftLicenseManagementService: false,
    },
    {
      ...schema('property', '2022-03-01-preview5'),
      product,
      kind: 'azureSaaS',
      categories: { 'productivity-saas': [] },
      termsConditions: 'standardMicrosoft',
    },
    {
      ...schema('software-as-a-service-technical-configuration'),
      product,
      landingPageUrl: 'https://isv.example/landing',
      connectionWebhook: 'https://isv.example/webhook',
      azureAdTenantId: wish.tenantId,
      azureAdAppId: wish.applicationId,
    },
    {
      ...schema('price-and-availability-offer'),
      product,
      previewAudiences: [{ type: 'email', id: 'ada@isv.example', label: 'Ada' }],
    },
    listing,
  ];
}

const listing = {
  ...schema('listing', '2022-03-01-preview5'),
  product,
  kind: 'azureSaaS',
  languageId: 'en-us',
  title: 'Piped Notes',
  searchResultSummary: 'Notes from a pipeline',
  description: 'Shared notes.',
  searchKeywords: ['notes'],
  supportContact: { ...contact, url: 'https://isv.example/support' },
  engineeringContact: contact,
  cloudSolutionProviderContact: contact,
  cloudSolutionProviderMarketingMaterials: 'https://isv.example/partners',
  privacyPolicyLink: 'https://isv.example/privacy',
  generalLinks: [{ displayText: 'Docs', link: 'https://isv.example/docs' }],
};

const planResources = [
  {
    ...schema('price-and-availability-plan', '2022-03-01-preview4'),
    product,
    plan,
    visibility: 'visible',
    audience: 'public',
    privateAudiences: [],
    customerMarkets: 'customMarkets',
    markets: ['fr', 'de', 'us'],
    trial: null,
    pricing: {
      recurrentPrice: {
        recurrentPriceMode: 'perUser',
        priceInputOption: 'usd',
        userLimits: { min: 1, max: 250 },
        prices: [
          { billingTerm: month, paymentOption: month, pricePerPaymentInUsd: 12.5 },
          { billingTerm: { type: 'year', value: 1 }, paymentOption: month, pricePerPaymentInUsd: 10.1 },
        ],
      },
    },
  },
  { ...schema('plan'), product, identity: plan, alias: 'Team', azureRegions: ['azureGlobal'] },
  {
    ...schema('plan-listing', '2022-03-01-preview5'),
    product,
    plan,
    kind: 'azureSaaS-plan',
    languageId: 'en-us',
    name: 'Team',
    description: 'For teams',
  },
];

export const reseller = (of: unknown, resellerChannelState: string, tenants: readonly string[] = []) => ({
  ...schema('reseller', '2022-03-01-preview2'),
  product: of,
  resellerChannelState,
  audiences: tenants.map((id) => ({ type: 'tenant', id, label: 'partner' })),
});

export const submission = (of: unknown, targetType: string, more: object = {}) => ({
  ...schema('submission', '2022-03-01-preview2'),
  product: of,
  target: { targetType },
  ...more,
});
