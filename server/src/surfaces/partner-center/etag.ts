/** Etags of what is read and written back (wire contract, section 1.13). */
import type { Fault } from '../../kernel/index.ts';
import type { Answer } from '../../platform/idempotency.ts';
import { errorBody } from './errors.ts';

/** The etag as the service builds them: base64 of id and version. */
export function etagOf(id: string, version: number): string {
  return Buffer.from(JSON.stringify({ id, version })).toString('base64');
}

/**
 * What a writer gets who names another etag than the one that stands, or none; undefined when it fits. SDKs send it in the
 * body and do not recover from 412, so a stale one there is thrown as `fault`, 400 with 2055. Who sends the header If-Match
 * follows the documentation and gets the 412 it promises (section 11 row 25, docs/decisions/0004).
 */
export function staleEtag(
  standing: string,
  sent: { readonly ifMatch: string | undefined; readonly inBody: string | undefined },
  fault: Fault,
): Answer | undefined {
  const named = sent.ifMatch ?? sent.inBody;
  if (named !== undefined && fitsEtag(standing, named)) return undefined;
  if (sent.ifMatch === undefined) throw fault;
  return { status: 412, body: errorBody(fault, { code: 2055 }) };
}

/** An etag as it stands in a header, without its quotes; proxies that compress make it a weak one, `W/"…"`. */
export const bareEtag = (written: string) => written.trim().replace(/^(?:W\/)?"(.*)"$/, '$1');

/** Whether one of the etags, with or without quotes, is the one that stands; `*` is any. */
export function fitsEtag(standing: string, etags: string): boolean {
  const bare = etags.split(',').map(bareEtag);
  return bare.includes('*') || bare.includes(standing);
}
