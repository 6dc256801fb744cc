/** Customers and their profiles (wire contract, sections 2.1 to 2.4). */
import { customerPath } from '@comptoir/contracts/partner-center/common';
import {
  billingProfile,
  billingProfileRequest,
  companyProfile,
  customer as customerShape,
  customerRequest,
  customers,
  type BillingProfileRequest,
  type CustomerRequest,
} from '@comptoir/contracts/partner-center/customers';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Fault, isGuid } from '../../kernel/index.ts';
import { changeBillingProfile, profileChanged } from '../../modules/customers/index.ts';
import { grantByDefault } from '../../modules/delegated-administration/index.ts';
import { tenantOf } from '../../modules/identity/index.ts';
import {
  listCustomers,
  onboardCustomer,
  oneTimePassword,
  requireCustomer,
  type CustomerPrefixRequest,
} from '../../modules/relationships/index.ts';
import { mayCall, type RouteAccess } from '../../platform/http.ts';
import { answerOnce, type Answer } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { bind, filterOperators, jsonOf, wireEnum } from './binding.ts';
import {
  fromWireBillingProfile,
  toWireBillingProfile,
  toWireCompanyProfile,
  toWireCustomer,
  toWireListedCustomer,
} from './customer-wire.ts';
import { etagOf, staleEtag } from './etag.ts';
import { seekCollection, seekOf, seekQuery } from './seek.ts';

const read: RouteAccess = { permission: 'customers.read' };
const readAsUser: RouteAccess = { permission: 'customers.read', userOnly: true };
const manage: RouteAccess = { permission: 'customers.manage' };
/** What binds another company is the system's to write: a reseller's relationship, and what the customer grants. */
function bindsOthers({ body }: FastifyRequest): boolean {
  const { associatedPartnerId, enableGDAPByDefault } = (body ?? {}) as Partial<CustomerRequest>;
  return Boolean(associatedPartnerId) || enableGDAPByDefault === true;
}
const create: RouteAccess = { ...manage, writesIdentity: true, asSystem: bindsOthers };
const administer: RouteAccess = { permission: 'delegatedAdmin.manage' };

export function customerRoutes(app: FastifyInstance): void {
  createRoute(app);
  listRoute(app);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const params = customerPath;
  const one = { params, response: { 200: customerShape } };
  routes.get('/customers/:customerId', { config: { access: read }, schema: one }, (request) =>
    request.work(async (work) => {
      const { customer, relationship } = await requireCustomer(work, request.params.customerId);
      return toWireCustomer(customer, relationship);
    }),
  );
  const company = { params, response: { 200: companyProfile } };
  routes.get(
    '/customers/:customerId/profiles/company',
    { config: { access: readAsUser }, schema: company },
    (request) =>
      request.work(async (work) => {
        const { customer, relationship } = await requireCustomer(work, request.params.customerId);
        return toWireCompanyProfile(customer, relationship);
      }),
  );
  billingProfileRoutes(app);
}

function createRoute(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { body: bind(customerRequest), response: { 201: customerShape } };
  routes.post('/customers', { config: { access: create }, schema }, async (request, reply) => {
    const wire = request.body;
    const { associatedPartnerId, enableGDAPByDefault } = wire;
    const refusal =
      (associatedPartnerId && mayCall(request.actor, { ...manage, userOnly: true })) ||
      (enableGDAPByDefault && mayCall(request.actor, administer));
    if (refusal) throw refusal;
    const password = await oneTimePassword();
    const onboard = async (work: Work): Promise<Answer> => {
      const made = await onboardCustomer(work, {
        companyName: wire.companyProfile.companyName,
        domain: wire.companyProfile.domain,
        registrationNumber: wire.companyProfile.organizationRegistrationNumber,
        billingProfile: fromWireBillingProfile(wire.billingProfile),
        associatedPartnerId,
        password,
      });
      if (enableGDAPByDefault) await grantByDefault(work, made.customer.tenantId);
      const body = toWireCustomer(made.customer, made.relationship, made.credentials);
      return { status: 201, body: { ...body, ...(enableGDAPByDefault === undefined ? {} : { enableGDAPByDefault }) } };
    };
    return answerOnce(request, reply, onboard, { secret: true });
  });
}

const listQuery = bind(z.object({ ...seekQuery, filter: z.string().max(2000).optional() }));

function listRoute(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { querystring: listQuery, response: { 200: customers } };
  routes.get('/customers', { config: { access: read }, schema }, (request) => {
    const { query } = request;
    const { filter } = query;
    const { size, after } = seekOf(request, query);
    return request.work(async (work) => {
      const page = await listCustomers(work, {
        partnerTenantId: work.account,
        ...(size ? { size } : {}),
        ...selectionOf(filter),
        ...(after ? { after } : {}),
      });
      const items = page.items.map(toWireListedCustomer);
      return seekCollection(request, '/customers', { ...page, items }, { size: size?.toString(), filter });
    });
  });
}

const filterShape = bind(
  z.object({
    field: wireEnum(['CompanyName', 'Domain', 'IndirectReseller', 'IndirectCloudSolutionProvider']),
    value: z.string().max(200),
    operator: wireEnum(['starts_with'], filterOperators),
  }),
);

type Selection = Pick<CustomerPrefixRequest, 'namePrefix' | 'domainPrefix' | 'reseller' | 'provider'>;

/** The one kind of filter customers take (section 1.8); of a partner the whole tenant id. Throws InvalidInput for every other. */
function selectionOf(filter: string | undefined): Selection {
  if (!filter) return {};
  const parsed = filterShape.safeParse(jsonOf(filter));
  const ofPartner = parsed.data?.field === 'IndirectReseller' || parsed.data?.field === 'IndirectCloudSolutionProvider';
  if (!parsed.success || (ofPartner && !isGuid(parsed.data.value))) {
    throw new Fault('InvalidInput', 'invalid', {
      message:
        'The filter is not one customers take. Send {"Field":"CompanyName", "Domain", "IndirectReseller" or "IndirectCloudSolutionProvider","Value":"…","Operator":"starts_with"}, URL-encoded; of a partner the whole tenant id.',
      target: 'filter',
    });
  }
  const { field, value } = parsed.data;
  const members = {
    CompanyName: 'namePrefix',
    Domain: 'domainPrefix',
    IndirectReseller: 'reseller',
    IndirectCloudSolutionProvider: 'provider',
  } as const;
  return { [members[field]]: value };
}

function billingProfileRoutes(app: FastifyInstance): void {
  const url = '/customers/:customerId/profiles/billing';
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { params: customerPath, response: { 200: billingProfile } };
  routes.get(url, { config: { access: read }, schema }, (request) =>
    request.work(async (work) =>
      toWireBillingProfile((await requireCustomer(work, request.params.customerId)).customer),
    ),
  );
  const change = { ...schema, body: bind(billingProfileRequest) };
  routes.put(url, { config: { access: manage }, schema: change }, (request, reply) => {
    const { customerId } = request.params;
    const ifMatch = request.headers['if-match'];
    return answerOnce(request, reply, (work) => putBillingProfile(work, customerId, request.body, ifMatch));
  });
}

async function putBillingProfile(
  work: Work,
  customerId: string,
  request: BillingProfileRequest,
  ifMatch: string | undefined,
): Promise<Answer> {
  const { customer } = await requireCustomer(work, customerId);
  const { id, version: standing } = customer.billingProfile;
  const stale = staleEtag(etagOf(id, standing), { ifMatch, inBody: request.attributes?.etag }, profileChanged());
  if (stale) return stale;
  const { domain: partnerDomain } = await tenantOf(work, work.account);
  const { version } = customer.billingProfile;
  const profile = fromWireBillingProfile(request);
  const changed = await changeBillingProfile(work, { customer, profile, version, partnerDomain });
  return { status: 200, body: toWireBillingProfile(changed) };
}
