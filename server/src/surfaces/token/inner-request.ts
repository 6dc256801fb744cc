/** A request as the provider shall see it: canonical path, known fields, the client's origin. */
import { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Authority } from './authority.ts';

/** The provider finds out where it is mounted by comparing this with `url`. */
interface MountedRequest extends IncomingMessage {
  originalUrl?: string;
}

const formType = 'application/x-www-form-urlencoded';

/** `inner` is the path below the authority. Without `form` the request's own query and body are carried on. */
export function innerRequest(
  request: FastifyRequest,
  authority: Authority,
  inner: string,
  form?: URLSearchParams,
): IncomingMessage {
  const { raw } = request;
  const sent = request.url.split('?')[1];
  const own = typeof request.body === 'string' ? request.body : '';
  const post = request.method === 'POST';
  const query = form && !post ? form.toString() : form ? '' : sent;
  const body = post ? (form?.toString() ?? own) : '';
  const made: MountedRequest = new IncomingMessage(raw.socket);
  made.method = raw.method;
  made.httpVersion = raw.httpVersion;
  made.url = query ? `${inner}?${query}` : inner;
  made.originalUrl = `/${authority.path}${made.url}`;
  made.headers = innerHeaders(request, authority, form && post ? formType : undefined, body);
  made.push(body);
  made.push(null);
  made.complete = true;
  return made;
}

function innerHeaders(
  request: FastifyRequest,
  authority: Authority,
  contentType: string | undefined,
  body: string,
): IncomingMessage['headers'] {
  const { 'transfer-encoding': _chunks, 'content-length': _length, ...headers } = request.headers;
  const origin = new URL(authority.origin);
  return {
    ...headers,
    host: origin.host,
    'x-forwarded-proto': origin.protocol.slice(0, -1),
    'x-forwarded-host': origin.host,
    'x-comptoir-correlation': request.correlationId,
    ...(contentType ? { 'content-type': contentType } : {}),
    ...(request.method === 'POST' ? { 'content-length': String(Buffer.byteLength(body)) } : {}),
  };
}
