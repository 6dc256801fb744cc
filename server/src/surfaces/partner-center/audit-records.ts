/** Records of what was done in the account (wire contract, section 9.3). */
import {
  auditRecord,
  auditRecordPath,
  auditRecords,
  type WireAuditRecord,
} from '@comptoir/contracts/partner-center/audit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Fault } from '../../kernel/index.ts';
import {
  recordById,
  recordsOf,
  resourceTypes,
  type NamedRecord,
  type ResourceType,
} from '../../modules/audit/index.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { bind, filterOperators, jsonOf, wireEnum } from './binding.ts';
import { isJavaSdk } from './clients.ts';
import { resource, wireTime } from './envelope.ts';
import { seekCollection, seekOf, seekQuery } from './seek.ts';

const read: RouteAccess = { permission: 'activity.read' };

const query = bind(
  z.object({
    ...seekQuery,
    startDate: z.string().max(40).optional(),
    endDate: z.string().max(40).optional(),
    filter: z.string().max(2000).optional(),
  }),
);

/** The list below `/v1`, and the same with its records below `/auditactivity/v1`, where the links of webhooks lead. */
export function auditRecordRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const list = { querystring: query, response: { 200: auditRecords } };
  routes.get('/auditrecords', { config: { access: read }, schema: list }, (request) => {
    const { size: asked, startDate, endDate, filter, seekOperation } = request.query;
    const { size, after } = seekOf(request, { size: asked, seekOperation });
    return request.work(async (work) => {
      const page = await recordsOf(work, { startDate, endDate, ...selectionOf(filter), size, after });
      const items = page.items.map((record) => toWire(record, request));
      const sent = { startDate, endDate, filter, size: size?.toString() };
      return seekCollection(request, '/auditrecords', { ...page, items }, sent);
    });
  });
}

export function auditActivityRoutes(app: FastifyInstance): void {
  auditRecordRoutes(app);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const one = { params: auditRecordPath, response: { 200: auditRecord } };
  routes.get('/auditrecords/:recordId', { config: { access: read }, schema: one }, (request) =>
    request.work(async (work) => toWire(await recordById(work, request.params.recordId), request)),
  );
}

const byName = z.object({
  field: wireEnum(['CompanyName']),
  value: z.string().max(200),
  operator: wireEnum(['substring'], filterOperators),
});
const byCustomer = z.object({
  field: wireEnum(['CustomerId']),
  value: z.string().max(200),
  operator: wireEnum(['equals'], filterOperators),
});
const byResource = z.object({
  field: wireEnum(['ResourceType']),
  value: wireEnum(resourceTypes),
  operator: wireEnum(['equals'], filterOperators),
});
const filters = [bind(byName), bind(byCustomer), bind(byResource)] as const;

interface Selection {
  readonly companyName?: string;
  readonly customerId?: string;
  readonly resourceType?: ResourceType;
}

/** Throws InvalidInput for every filter but those of section 1.8. */
function selectionOf(filter: string | undefined): Selection {
  if (!filter) return {};
  const sent = jsonOf(filter);
  const [name, customer, resourceType] = filters.map((one) => one.safeParse(sent));
  if (name?.success) return { companyName: name.data.value };
  if (customer?.success) return { customerId: customer.data.value };
  if (resourceType?.success) return { resourceType: resourceType.data.value as ResourceType };
  throw new Fault('InvalidInput', 'invalid', {
    message:
      'The filter is not one of those that records take: CompanyName with substring, CustomerId or ResourceType with equals.',
    target: 'filter',
  });
}

/** What the Java SDK knows; it fails on every other word, and on the whole page with it. */
const javaResources: ReadonlySet<string> = new Set(
  'customer customer_user order subscription license third_party_add_on mpn_association transfer'.split(' '),
);
const javaOperations: ReadonlySet<string> = new Set(
  (
    'update_customer_qualification update_subscription upgrade_subscription add_customer update_customer_billing_profile ' +
    'update_customer_spending_budget delete_customer create_order update_order create_customer_user delete_customer_user ' +
    'update_customer_user update_customer_user_licenses reset_customer_user_password update_customer_user_principal_name ' +
    'restore_customer_user create_mpn_association update_mpn_association'
  ).split(' '),
);

function toWire(record: NamedRecord, request: FastifyRequest): WireAuditRecord {
  const java = isJavaSdk(request);
  const { partnerTenantId, customerTenantId, actorUserId, actorName } = record;
  const { links: _none, ...made } = resource('AuditRecord', {
    id: record.recordId,
    partnerId: partnerTenantId,
    participants: [partnerTenantId, ...(customerTenantId === null ? [] : [customerTenantId])],
    customerId: customerTenantId ?? undefined,
    customerName: record.customerName,
    // Behind a person's name stands the application of another company that it used.
    userPrincipalName: actorUserId === null ? undefined : actorName.split(', ')[0]!,
    applicationId: record.actorApplicationId ?? undefined,
    resourceType: java && !javaResources.has(record.resource) ? undefined : record.resource,
    resourceOldValue: jsonText(record.oldValue),
    resourceNewValue: jsonText(record.newValue),
    operationType: java && !javaOperations.has(record.operation) ? undefined : record.operation,
    originalCorrelationId: record.correlationId,
    operationDate: wireTime(record.at),
    operationStatus: record.status,
    customizedData: [...record.customizedData],
  });
  return made;
}

const jsonText = (value: unknown) => (value === null || value === undefined ? undefined : JSON.stringify(value));
