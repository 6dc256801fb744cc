/** The older API's reseller configuration of a product: the audience of its draft, read and written (rule A27). */
import {
  resellerConfiguration,
  resellerConfigured,
  resellerPath,
  type legacyChannelStates,
} from '@comptoir/contracts/product-ingestion/configure';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { readReseller, writeReseller, type ResellerState } from '../../modules/ingestion/index.ts';
import { answerOnce } from '../../platform/idempotency.ts';

const config = { access: { permission: 'offers.manage' } } as const;
const schema = { params: resellerPath, response: { 200: resellerConfigured } };

/** Clients differ in what they write; the older documents know no `Enabled`. */
const stateOf = {
  Disabled: 'none',
  OptOut: 'none',
  PartialOptIn: 'some',
  OptIn: 'all',
  Optin: 'all',
  Enabled: 'all',
} as const satisfies Record<(typeof legacyChannelStates)[number], ResellerState>;
const wordOf = { notSet: 'Disabled', none: 'OptOut', some: 'PartialOptIn', all: 'OptIn' } as const;

export function legacyRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const path = '/products/:offerId/resellerConfiguration';
  routes.get(path, { config, schema }, async (request) => {
    const { offerId } = request.params;
    return toWire(offerId, await request.work((work) => readReseller(work, offerId)));
  });
  routes.post(path, { config, schema: { ...schema, body: resellerConfiguration } }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { offerId } = request.params;
      const { resellerChannelState, tenantIds } = request.body;
      const state = stateOf[resellerChannelState];
      const written = await writeReseller(work, offerId, { state, tenantIds: state === 'some' ? tenantIds : [] });
      return { status: 200, body: toWire(offerId, written) };
    }),
  );
}

function toWire(offerId: string, { state, tenantIds }: { state: ResellerState; tenantIds: readonly string[] }) {
  return {
    resourceType: 'ResellerConfiguration' as const,
    id: `${offerId}-ResellerInstance`,
    resellerChannelState: wordOf[state],
    tenantIds: [...tenantIds],
  };
}
