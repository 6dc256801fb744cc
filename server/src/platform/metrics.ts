/** Metrics in Prometheus' format: requests by surface, route and status, and what the runtime tells of itself. */
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Pools } from './database.ts';

export interface Metrics {
  observeRequest(labels: { surface: string; method: string; route: string; status: number }, seconds: number): void;
  /** Text of `GET /metrics` and its content type. */
  render(): Promise<{ contentType: string; text: string }>;
}

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function createMetrics(pools: Pools): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'comptoir_http_request_seconds',
    help: 'Time from a request to the end of its answer.',
    labelNames: ['surface', 'method', 'route', 'status'],
    buckets: secondsBuckets,
    registers: [registry],
  });
  return {
    observeRequest: (labels, seconds) => requests.observe(labels, seconds),
    async render() {
      const text = await registry.metrics();
      return { contentType: registry.contentType, text: `${text}${poolLines(pools)}` };
    },
  };
}

/** Database connections: open, idle, and requests that wait for one. */
function poolLines(pools: Pools): string {
  const lines = (['app', 'system'] as const).flatMap((name) => {
    const pool = pools[name];
    const counts = { open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
    return Object.entries(counts).map(
      ([state, count]) => `comptoir_database_connections{pool="${name}",state="${state}"} ${count}`,
    );
  });
  return `# HELP comptoir_database_connections Database connections by pool and state.\n# TYPE comptoir_database_connections gauge\n${lines.join('\n')}\n`;
}
