/** Load on one address: orders per second and latencies at a number of requests in flight. */
import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';

export interface Load {
  readonly inFlight: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

export interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Runs for `seconds`; every request carries its own MS-RequestId, as the SDKs send it. Milliseconds. */
export async function load(target: Target, inFlight: number, seconds: number): Promise<Load> {
  const result = await autocannon({
    url: target.url,
    connections: inFlight,
    pipelining: 1,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        headers: { ...target.headers, 'content-type': 'application/json' },
        body: target.body,
        setupRequest: (request) => ({ ...request, headers: { ...request.headers, 'ms-requestid': randomUUID() } }),
      },
    ],
  });
  return {
    inFlight,
    perSecond: Math.round(result['2xx'] / result.duration),
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}
