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

export interface Measured {
  readonly perSecond: number;
  /** Of a call, in milliseconds. */
  readonly p99: number;
  readonly failed: number;
}

/** What a run came to; `each`: things done by one answered call. */
export function measured(result: Awaited<ReturnType<typeof autocannon>>, each = 1): Measured {
  return {
    perSecond: Math.round((result['2xx'] * each) / result.duration),
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
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

const slices = 5;

/** Both, a slice of the time each in turn, so that whatever else the machine does falls on both. Each runs for `seconds`. */
export async function loadInTurns(
  ours: Target,
  floor: Target,
  inFlight: number,
  seconds: number,
): Promise<readonly [Load, Load]> {
  const runs: [Load, Load][] = [];
  for (let slice = 0; slice < slices; slice += 1) {
    const length = seconds / slices;
    runs.push([await load(ours, inFlight, length), await load(floor, inFlight, length)]);
  }
  return [whole(runs.map(([one]) => one)), whole(runs.map(([, other]) => other))];
}

/** Mean speed, median of the medians, and the worst p99. */
function whole(runs: readonly Load[]): Load {
  const sum = (of: (run: Load) => number) => runs.reduce((total, run) => total + of(run), 0);
  const medians = runs.map(({ p50 }) => p50).toSorted((one, other) => one - other);
  return {
    inFlight: runs[0]!.inFlight,
    perSecond: Math.round(sum(({ perSecond }) => perSecond) / runs.length),
    p50: medians[Math.floor(runs.length / 2)]!,
    p99: Math.max(...runs.map(({ p99 }) => p99)),
    failed: sum(({ failed }) => failed),
  };
}
