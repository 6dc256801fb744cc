/** The part of autocannon that the bench uses; the package ships no types. */
declare module 'autocannon' {
  interface Request {
    method: string;
    path?: string;
    headers: Record<string, string>;
    body?: string;
    /** `context`: of one run through the requests. */
    setupRequest?(request: Request, context: Record<string, string>): Request;
    onResponse?(status: number, body: string, context: Record<string, string>): void;
  }
  interface Result {
    '2xx': number;
    non2xx: number;
    errors: number;
    /** Seconds. */
    duration: number;
    /** Milliseconds. */
    latency: { p50: number; p99: number };
  }
  export default function autocannon(options: {
    url: string;
    connections: number;
    pipelining: number;
    duration?: number;
    /** Requests in all, instead of a duration. */
    amount?: number;
    requests: Request[];
  }): Promise<Result>;
}
