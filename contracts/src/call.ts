/**
 * A typed client in one function: sends one request and reads its answer with the contract's schema. It knows no
 * address, no token and no surface: whoever makes it says those.
 */
import { z } from 'zod';

export interface CallOptions {
  /** Scheme, host and port; empty in a browser that was served by the same origin. */
  readonly origin: string;
  /** Bearer token of the caller; undefined sends none. */
  readonly token: () => Promise<string | undefined>;
  /** Sent with every request, for example `X-Locale`. */
  readonly headers?: () => Readonly<Record<string, string>>;
}

export interface CallRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Members that are undefined or empty are not sent. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  /** Sent as it is, with its own type, instead of a JSON body. */
  readonly file?: Blob;
  /** Media type wanted; JSON unless told. */
  readonly accept?: string;
  /** Sent beside the usual ones, for example `MS-ContinuationToken`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Same id, same answer: a write that is retried changes nothing twice. */
  readonly repeatId?: string;
}

/** Refusals of all surfaces: Partner Center's `description` and `errorName`, our `message` and `code`. */
const refusal = z
  .object({
    errorName: z.string(),
    code: z.union([z.string(), z.number()]),
    message: z.string(),
    target: z.string(),
    description: z.string(),
    data: z.array(z.unknown()),
    correlationId: z.string(),
    values: z.record(z.string(), z.unknown()),
    parameters: z.record(z.string(), z.unknown()),
    problems: z.array(z.object({ path: z.string(), code: z.string().optional(), message: z.string() })),
    rule: z.object({ id: z.string(), statement: z.string(), source: z.string() }),
  })
  .partial()
  .catch({});

/** Partner Center says where in its `data`, as `billingProfile.defaultAddress.state: …`. */
function problemsIn(data: readonly unknown[] = [], code: string) {
  return data.flatMap((text) => {
    const [, path, message] = /^([a-z]\w*(?:\.\w+|\[\d+\])+): (.+)$/is.exec(String(text)) ?? [];
    return path && message ? [{ path, code, message }] : [];
  });
}

/** A refusal: `code` is its stable name (else its number), `message` an English sentence. */
export class CallError extends Error {
  readonly status: number;
  readonly code: string;
  readonly correlationId: string;
  readonly problems: NonNullable<z.output<typeof refusal>['problems']>;
  readonly rule: z.output<typeof refusal>['rule'];
  /** What the sentence is made of. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Where in the request, when one place is meant: `lineItems[1].quantity`. */
  readonly target: string | undefined;
  /** Of a 403: roles of the caller's own tenant that may; empty when another tenant is needed. */
  readonly roles: readonly string[];

  constructor(status: number, correlationId: string, body: unknown, roles = '') {
    const said = refusal.parse(body);
    super(said.message ?? said.description ?? `The server answered ${status}.`);
    this.status = status;
    this.code = said.errorName ?? String(said.code ?? status);
    this.correlationId = said.correlationId ?? correlationId;
    this.problems = said.problems ?? problemsIn(said.data, this.code);
    this.target = said.target ?? said.data?.map(String).find((text) => /^\w+\[\d+\][\w.]*$/.test(text));
    this.rule = said.rule;
    this.values = said.values ?? said.parameters ?? {};
    this.roles = roles.split(', ').filter(Boolean);
  }
}

/** Sends and returns the raw answer; throws `CallError` when it is a refusal. */
export async function send(options: CallOptions, request: CallRequest): Promise<Response> {
  const token = await options.token();
  const pairs = Object.entries(request.query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
  const correlationId = crypto.randomUUID();
  const response = await fetch(`${options.origin}${request.path}${query ? `?${query}` : ''}`, {
    method: request.method ?? 'GET',
    headers: {
      accept: request.accept ?? 'application/json',
      'ms-correlationid': correlationId,
      ...(request.repeatId ? { 'ms-requestid': request.repeatId } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(request.file ? { 'content-type': request.file.type } : {}),
      ...options.headers?.(),
      ...request.headers,
    },
    ...(request.file
      ? { body: request.file }
      : request.body === undefined
        ? {}
        : { body: JSON.stringify(request.body) }),
  });
  if (response.ok) return response;
  const echoed = response.headers.get('ms-correlationid') ?? correlationId;
  const roles = response.headers.get('x-required-roles') ?? '';
  throw new CallError(response.status, echoed, await response.json().catch(() => undefined), roles);
}

/** Sends and reads the answer with its schema; members the schema does not name are dropped. */
export async function call<Shape extends z.ZodType>(
  options: CallOptions,
  request: CallRequest & { readonly answer: Shape },
): Promise<z.output<Shape>> {
  const response = await send(options, request);
  return request.answer.parse(response.status === 204 ? undefined : await response.json());
}
