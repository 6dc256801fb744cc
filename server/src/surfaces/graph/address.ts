/** Addresses that answers name: of their metadata, of what was made, of the next page. */
import type { FastifyRequest } from 'fastify';
import type { Context } from '../../platform/context.ts';
import { originOf } from '../../platform/origins.ts';

/** `v1.0` or `beta`, as it was asked. */
function rootOf(context: Context, request: FastifyRequest): string {
  return `${originOf(context, request.headers.host)}/${/^\/beta\//i.test(request.url) ? 'beta' : 'v1.0'}`;
}

/** `@odata.context` of an entity or a collection below `tenantRelationships`. */
export function contextOf(context: Context, request: FastifyRequest, path: string, single = false): string {
  return `${rootOf(context, request)}/$metadata#tenantRelationships/${path}${single ? '/$entity' : ''}`;
}

export function addressOf(context: Context, request: FastifyRequest, path: string): string {
  return `${rootOf(context, request)}/tenantRelationships/${path}`;
}
