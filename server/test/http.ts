/** One call to the server under test, with a bearer token; the answer's JSON is parsed. */
export interface Call {
  readonly token?: string;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Called {
  readonly status: number;
  readonly headers: Headers;
  /** Whatever JSON came; undefined when nothing did. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  readonly body: any;
  readonly text: string;
}

export async function callServer(origin: string, method: string, path: string, options: Call = {}): Promise<Called> {
  const { token, body, headers = {} } = options;
  const response = await fetch(path.startsWith('http') ? path : `${origin}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== '' ? JSON.parse(text) : undefined,
    text,
  };
}
