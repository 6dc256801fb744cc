/** Lists that are read forward by a continuation token (wire contract, section 1.7). */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault, maxPageSize, type Page } from '../../kernel/index.ts';
import { wireEnum } from './binding.ts';
import { collection, link, linkToList } from './envelope.ts';

/** Members of the query of such a list; each list adds its own. */
export const seekQuery = {
  size: z.coerce.number().int().min(0).max(1_000_000).default(0),
  seekOperation: wireEnum(['Next', 'First', 'Previous', 'Last', 'PageIndex']).optional(),
};

export interface Seek {
  /** Rows of a page; undefined when the request names none, as a simple query of the SDKs does with `size=0`. */
  readonly size: number | undefined;
  /** The token of the page before. */
  readonly after: string | undefined;
}

/** What a request asks for. Throws InvalidInput for a way of seeking that is not served. */
export function seekOf(
  request: FastifyRequest,
  { size, seekOperation }: { readonly size: number; readonly seekOperation?: string | undefined },
): Seek {
  return {
    size: size === 0 ? undefined : Math.min(size, maxPageSize),
    after: continuation(seekingOf(request, seekOperation), request.headers['ms-continuationtoken']),
  };
}

/** A refusal of a list's position, as this API calls it. */
export function ofToken(fault: Fault): Fault {
  const { problems = [] } = fault.details;
  if (!problems.some(({ path, code }) => path === 'after' && code === 'invalid_cursor')) return fault;
  const message = 'The continuation token does not belong to this list. Send back the token of its last page.';
  return new Fault(fault.code, fault.kind, { message, target: 'MS-ContinuationToken' });
}

/** A page, whose next link repeats the query and carries the token. */
export function seekCollection<Item>(
  request: FastifyRequest,
  path: string,
  page: Page<Item>,
  query: Readonly<Record<string, string | undefined>>,
) {
  const self = { self: linkToList(request, path) };
  if (page.next === undefined) return collection(page.items, self);
  const sent = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const uri = `${path}?${new URLSearchParams([...sent, ['seekOperation', 'Next']]).toString()}`;
  return collection(page.items, { ...self, next: link(uri, { 'MS-ContinuationToken': page.next }) }, page.next);
}

/** Which way is sought: clients that send the token alone, as the .NET SDK does, go on (section 1.7). */
export function seekingOf(request: FastifyRequest, operation: string | undefined): string | undefined {
  return operation ?? (request.headers['ms-continuationtoken'] ? 'Next' : undefined);
}

function continuation(operation: string | undefined, token: string | string[] | undefined): string | undefined {
  if (operation === undefined || operation === 'First') return undefined;
  if (operation === 'Next' && typeof token === 'string' && token !== '') return token;
  const message =
    operation === 'Next'
      ? 'seekOperation=Next needs the header MS-ContinuationToken with the token of the page before.'
      : `This list is read forward: seekOperation ${operation} is not served. Use First or Next.`;
  throw new Fault('InvalidInput', 'invalid', { message, target: 'seekOperation' });
}
