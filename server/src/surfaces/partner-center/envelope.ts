/** The shapes round every answer: resources, collections and links (wire contract, sections 1.5 and 1.6). */
import type { Link } from '@comptoir/contracts/partner-center/common';
import type { FastifyRequest } from 'fastify';

/** A link as the SDKs follow it: relative, starts with `/`, without `/v1`; `headers` is always an array. */
export function link(uri: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Link {
  return { uri, method, headers: Object.entries(headers).map(([key, value]) => ({ key, value })) };
}

/** The link to what was read, with the query without which it would be refused. */
export function linkToItself(request: FastifyRequest): Link {
  return link(request.url.replace(/^\/+v1\/+/i, '/'));
}

/** The link to a list at `path`, with the query by which it was asked. */
export function linkToList(request: FastifyRequest, path: string): Link {
  const at = request.url.indexOf('?');
  return link(at < 0 ? path : `${path}${request.url.slice(at)}`);
}

/** Members plus `links` and `attributes`. Members that are undefined or null are left out. */
export function resource<Members extends object, Links extends object = { self: Link }>(
  objectType: string,
  members: Members,
  options: { readonly links?: Links; readonly etag?: string } = {},
) {
  return {
    ...withoutNulls(members),
    ...(options.links ? { links: options.links } : {}),
    attributes: { ...(options.etag === undefined ? {} : { etag: options.etag }), objectType },
  } as Members & { links: Links; attributes: { etag?: string; objectType: string } };
}

export interface CollectionLinks {
  readonly self?: Link;
  readonly next?: Link;
  readonly previous?: Link;
}

/** A collection. `totalCount` counts the items of this page, as the recorded samples do (section 1.6). */
export function collection<Item>(items: readonly Item[], links: CollectionLinks = {}, continuationToken?: string) {
  return {
    totalCount: items.length,
    items: [...items],
    ...(continuationToken === undefined ? {} : { continuationToken }),
    links,
    attributes: { objectType: 'Collection' },
  };
}

/** The same members without those that are null or undefined: .NET fails on null for a number or an enum. */
function withoutNulls<Members extends object>(members: Members): Members {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== null && value !== undefined),
  ) as Members;
}

/** A date-time as the wire writes it: seven fractional digits at most, `Z`. */
export function wireTime(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'millisecond' });
}
