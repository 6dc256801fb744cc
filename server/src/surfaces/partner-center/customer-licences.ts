/** Licences of a customer's people: subscribed SKUs, a person's licences, and their update (wire contract, section 8.3). */
import { customerPath } from '@comptoir/contracts/partner-center/common';
import { customerUserPath } from '@comptoir/contracts/partner-center/customer-users';
import * as wire from '@comptoir/contracts/partner-center/licences';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import * as licences from '../../modules/licences/index.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import { invalidInput } from '../../platform/invalid-input.ts';
import { bind, wireEnum } from './binding.ts';
import { customerUsersAccess } from './customer-users.ts';
import { collection, linkToList } from './envelope.ts';

const config = { access: customerUsersAccess };
const group = wireEnum(wire.licenseGroups);
/** One, or repeated. */
const groups = z.preprocess((sent) => (sent === undefined ? sent : [sent].flat()), z.array(group).max(10).optional());
const query = bind(z.object({ licenseGroupIds: groups }));

export function customerLicenceRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const skus = { params: customerPath, querystring: query, response: { 200: wire.subscribedSkus } };
  routes.get('/customers/:customerId/subscribedskus', { config, schema: skus }, (request) =>
    request.work(async (work) => {
      const { customerId } = request.params;
      const found = await licences.customerLicences(work, customerId);
      const items = isAsked(request.query.licenseGroupIds) ? found.map(skuToWire) : [];
      return collection(items, { self: linkToList(request, `/customers/${customerId}/subscribedskus`) });
    }),
  );
  const held = { params: customerUserPath, querystring: query, response: { 200: wire.licenses } };
  routes.get('/customers/:customerId/users/:userId/licenses', { config, schema: held }, (request) =>
    request.work(async (work) => {
      const { customerId: customerTenantId, userId } = request.params;
      const found = await licences.customerLicencesOf(work, { customerTenantId, userId });
      const items = isAsked(request.query.licenseGroupIds) ? found.map(licenceToWire) : [];
      return collection(items, {
        self: linkToList(request, `/customers/${customerTenantId}/users/${userId}/licenses`),
      });
    }),
  );
  const update = { params: customerUserPath, body: bind(wire.licenseUpdate), response: { 201: wire.licenseUpdated } };
  routes.post('/customers/:customerId/users/:userId/licenseupdates', { config, schema: update }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { customerId: customerTenantId, userId } = request.params;
      const { licensesToAssign = [], licensesToRemove = [] } = request.body;
      requireWhole(licensesToAssign, licensesToRemove);
      const assign = licensesToAssign.map(({ skuId }) => skuId.toUpperCase());
      const remove = licensesToRemove.map((skuId) => skuId.toUpperCase());
      await licences.changeCustomerLicences(work, { customerTenantId, userId }, { assign, remove });
      const attributes = { objectType: 'LicenseUpdate' };
      return { status: 201, body: { licensesToAssign, licensesToRemove, licenseWarnings: [], attributes } };
    }),
  );
}

/** All licences here are of the first group: those of the directory. It is the default. */
function isAsked(asked: readonly string[] | undefined): boolean {
  return asked === undefined || asked.includes('group1');
}

/** A licence here has one service plan, without which it would give nothing. Throws InvalidInput. */
function requireWhole(
  assign: readonly { readonly skuId: string; readonly excludedPlans?: readonly string[] | undefined }[],
  remove: readonly string[],
): void {
  if (assign.length + remove.length === 0) {
    const message = 'name a SKU here or in licensesToRemove';
    throw invalidInput([{ path: 'licensesToAssign', code: 'Required', message }]);
  }
  const twice = assign.findIndex((one) => remove.some((sku) => sku.toUpperCase() === one.skuId.toUpperCase()));
  if (twice >= 0) {
    const message = 'is in licensesToRemove too: a licence is either assigned or removed';
    throw invalidInput([{ path: `licensesToAssign[${twice}].skuId`, code: 'NotAllowed', message }]);
  }
  const at = assign.findIndex(({ excludedPlans = [] }) => excludedPlans.length > 0);
  if (at < 0) return;
  const message = 'must be empty: the licence has one service plan, and would give nothing without it';
  throw invalidInput([{ path: `licensesToAssign[${at}].excludedPlans`, code: 'NotAllowed', message }]);
}

function licenceToWire({ skuId: id, name, planId }: licences.Licence) {
  const partNumber = planId.toUpperCase();
  const plan = { displayName: name, serviceName: partNumber, id, capabilityStatus: 'Enabled', targetType: 'User' };
  return {
    servicePlans: [plan],
    productSku: { id, name, skuPartNumber: partNumber, targetType: 'User', licenseGroupId: 'group1' as const },
    attributes: { objectType: 'License' },
  };
}

function skuToWire(sku: licences.SubscribedSku): wire.SubscribedSku {
  return {
    ...licenceToWire(sku),
    availableUnits: sku.available,
    activeUnits: sku.active,
    consumedUnits: sku.consumed,
    suspendedUnits: sku.suspended,
    totalUnits: sku.active + sku.suspended,
    warningUnits: 0,
    capabilityStatus: sku.active > 0 ? 'Enabled' : 'Suspended',
    attributes: { objectType: 'SubscribedSku' },
  };
}
