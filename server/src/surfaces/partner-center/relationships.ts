/** Relationships with partners and customers, requests and removal (wire contract, sections 2.5 and 8.1). */
import { customerPath } from '@comptoir/contracts/partner-center/common';
import {
  changedCustomer,
  customerChange,
  partnerRelationships,
  relationshipRequest,
  relationshipTypes,
  type PartnerRelationship,
} from '@comptoir/contracts/partner-center/relationships';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Fault } from '../../kernel/index.ts';
import { partnerAccountOf, partnerAccountsOf } from '../../modules/partners/index.ts';
import { providersOf, resellersOf } from '../../modules/partnerships/index.ts';
import { endDelegatedAccess, relationshipLink, requireCustomer } from '../../modules/relationships/index.ts';
import { releaseCustomer } from '../../modules/subscriptions/index.ts';
import type { Context } from '../../platform/context.ts';
import { noBody } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce, type Answer } from '../../platform/idempotency.ts';
import { allPages } from '../../platform/listing.ts';
import { originOf } from '../../platform/origins.ts';
import type { Work } from '../../platform/work.ts';
import { bind, filterOperators, jsonOf, wireEnum } from './binding.ts';
import { collection, resource } from './envelope.ts';

const ofPartners: RouteAccess = { permission: 'partnerships.read', userOnly: true };
const ofCustomer: RouteAccess = { permission: 'relationships.read', userOnly: true };
const ask: RouteAccess = { permission: 'relationships.request', userOnly: true };
const end: RouteAccess = {
  permission: 'delegatedAdmin.manage',
  userOnly: true,
  asSystem: true,
  refusedEvent: 'RelationshipRefused',
};

export function relationshipRoutes(app: FastifyInstance, context: Context): void {
  partnerRoutes(app);
  customerRoutes(app);
  requestRoute(app, context);
  endingRoutes(app, context.config.mode === 'sandbox');
}

type RelationshipType = (typeof relationshipTypes)[number];

const partnerQuery = bind(
  z.object({ relationship_type: wireEnum(relationshipTypes).optional(), filter: z.string().max(2000).optional() }),
);

/** The other partners of the caller: a provider's resellers, or a reseller's providers. */
function partnerRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { querystring: partnerQuery, response: { 200: partnerRelationships } };
  routes.get('/relationships', { config: { access: ofPartners }, schema }, (request) =>
    request.work(async (work) => {
      const { relationship_type: asked, filter } = request.query;
      const own = typeOf((await partnerAccountOf(work, work.account)).kind);
      if (asked && asked !== own) return collection<PartnerRelationship>([]);
      const items: PartnerRelationship[] = [];
      const list = own === 'is_indirect_cloud_solution_provider_of' ? resellersOf : providersOf;
      const filters = { namePrefix: prefixOf(filter) };
      for await (const page of allPages((wanted) => list(work, wanted), {
        sort: 'name',
        descending: false,
        search: '',
        filters,
      })) {
        items.push(
          ...page.map(({ tenantId: id, name, mpnId, country: location }) => toWire({ id, name, mpnId, location }, own)),
        );
      }
      return collection(items);
    }),
  );
}

/** How a partner stands to those of the other tier. */
const typeOf = (kind: 'direct' | 'provider' | 'reseller'): RelationshipType =>
  kind === 'reseller' ? 'is_indirect_reseller_of' : 'is_indirect_cloud_solution_provider_of';

interface Other {
  readonly id: string;
  readonly name: string;
  readonly mpnId: string;
  readonly location?: string;
}

function toWire({ id, name, mpnId, location }: Other, relationshipType: RelationshipType): PartnerRelationship {
  const state = location ? ('Active' as const) : undefined;
  const { links: _links, ...made } = resource('PartnerRelationship', {
    id,
    name,
    relationshipType,
    state,
    mpnId,
    location,
  });
  return made;
}

const nameFilter = bind(
  z.object({
    field: wireEnum(['Name']),
    value: z.string().max(200),
    operator: wireEnum(['starts_with'], filterOperators),
  }),
);

/** Throws InvalidInput for every filter but the one of names (section 1.8). */
function prefixOf(filter: string | undefined): string | undefined {
  if (!filter) return undefined;
  const parsed = nameFilter.safeParse(jsonOf(filter));
  if (parsed.success) return parsed.data.value;
  throw new Fault('InvalidInput', 'invalid', {
    message: 'The filter is not one relationships take. Send {"Field":"Name","Value":"…","Operator":"starts_with"}.',
    target: 'filter',
  });
}

/** With whom of the other tier the caller shares a customer; without state and place (section 8.1). */
function customerRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { params: customerPath, response: { 200: partnerRelationships } };
  routes.get('/customers/:customerId/relationships', { config: { access: ofCustomer }, schema }, (request) =>
    request.work(async (work) => {
      const { relationship } = await requireCustomer(work, request.params.customerId);
      const own = typeOf((await partnerAccountOf(work, work.account)).kind);
      const others = await partnerAccountsOf(work, relationship.sharedWith);
      return collection(others.map(({ tenantId: id, name, mpnId }) => toWire({ id, name, mpnId }, own)));
    }),
  );
}

const requestQuery = bind(
  z.object({
    indirectCloudSolutionProviderId: z.guid().optional(),
    indirectResellerId: z.guid().optional(),
    dualRoleIndirectRelationship: z.string().optional(),
  }),
);

function requestRoute(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { querystring: requestQuery, response: { 200: relationshipRequest } };
  routes.get('/customers/relationshiprequests', { config: { access: ask }, schema }, (request) =>
    request.work(async (work) => {
      const { indirectCloudSolutionProviderId: providerTenantId, ...more } = request.query;
      const dual = (more.dualRoleIndirectRelationship ?? 'false').toLowerCase() !== 'false';
      if (more.indirectResellerId || dual) {
        throw new Fault('InvalidInput', 'invalid', {
          message: 'The link for both partners is made by the indirect reseller, with indirectCloudSolutionProviderId.',
          target: more.indirectResellerId ? 'indirectResellerId' : 'dualRoleIndirectRelationship',
        });
      }
      const portal = originOf(context, request.headers.host);
      const url = await relationshipLink(work, { delegatedAccess: false, providerTenantId, portal });
      return { url, attributes: { objectType: 'RelationshipRequest' } };
    }),
  );
}

/** Sandboxes are emptied by programs. */
const clear: RouteAccess = { permission: 'delegatedAdmin.manage', asSystem: true, refusedEvent: 'RelationshipRefused' };

function endingRoutes(app: FastifyInstance, sandbox: boolean): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: end };
  routes.patch(
    '/customers/:customerId',
    { config, schema: { params: customerPath, body: bind(customerChange), response: { 200: changedCustomer } } },
    (request, reply) =>
      answerOnce(request, reply, (work) => changeCustomer(work, request.params.customerId, request.body)),
  );
  if (!sandbox) return;
  // The tenant itself stays: what was bought is on record, and its domain is not given to somebody else.
  routes.delete(
    '/customers/:customerId',
    { config: { access: clear }, schema: { params: customerPath, response: { 204: noBody } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        await releaseCustomer(work, { partnerTenantId: work.account, customerTenantId: request.params.customerId });
        return { status: 204 };
      }),
  );
}

async function changeCustomer(work: Work, id: string, change: z.infer<typeof customerChange>): Promise<Answer> {
  const sides = { partnerTenantId: work.account, customerTenantId: id };
  const ends = change.relationshipToPartner?.toLowerCase() === 'none';
  if (!ends && change.allowDelegatedAccess !== false) {
    throw new Fault('InvalidInput', 'invalid', {
      message: 'A customer is changed by relationshipToPartner: "none" or allowDelegatedAccess: false.',
      target: 'relationshipToPartner',
    });
  }
  if (ends) await releaseCustomer(work, sides);
  else await endDelegatedAccess(work, sides);
  const relationshipToPartner = ends ? 'none' : 'reseller';
  const attributes = { objectType: 'Customer' };
  return { status: 200, body: { id, relationshipToPartner, allowDelegatedAccess: false, attributes } };
}
