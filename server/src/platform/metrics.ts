/** Metrics in Prometheus' format: requests by surface, route and status, and what the runtime tells of itself. */
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ClockworkState } from './clockwork.ts';
import type { Pools } from './database.ts';

export interface Metrics {
  observeRequest(labels: { surface: string; method: string; route: string; status: number }, seconds: number): void;
  /** Text of `GET /metrics` and its content type. */
  render(): Promise<{ contentType: string; text: string }>;
}

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** `due` is asked each time metrics are read. */
export function createMetrics(pools: Pools, due: () => Promise<ClockworkState>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'comptoir_http_request_seconds',
    help: 'Time from a request to the end of its answer.',
    labelNames: ['surface', 'method', 'route', 'status'],
    buckets: secondsBuckets,
    registers: [registry],
  });
  const tellDue = dueGauges(registry);
  return {
    observeRequest: (labels, seconds) => requests.observe(labels, seconds),
    async render() {
      // Without a database the rest is told all the same.
      await due().then(tellDue, () => undefined);
      const text = await registry.metrics();
      return { contentType: registry.contentType, text: `${text}${poolLines(pools)}` };
    },
  };
}

/** Due work by kind, and what failed of it and of the sweeps. */
function dueGauges(registry: Registry): (state: ClockworkState) => void {
  const gauge = (name: string, help: string, label: string) =>
    new Gauge({ name, help, labelNames: [label], registers: [registry] });
  const oldest = gauge('comptoir_due_oldest_seconds', 'How long the oldest due work of a kind has been due.', 'kind');
  const accounts = gauge('comptoir_due_accounts', 'Accounts with due work of a kind.', 'kind');
  const failing = gauge('comptoir_due_failing_accounts', 'Accounts whose work of a kind failed last.', 'kind');
  const blocked = gauge('comptoir_due_blocked_accounts', 'Accounts a part of whose work waits for something.', 'kind');
  const failures = gauge('comptoir_due_failures_total', 'Failures of due work since this process started.', 'kind');
  const swept = gauge('comptoir_sweep_failures_total', 'Failures of a sweep since this process started.', 'sweep');
  return ({ now, kinds, sweeps }) => {
    for (const one of kinds) {
      const labels = { kind: one.kind };
      const late = one.nextDue ? now.since(one.nextDue).total('seconds') : 0;
      oldest.set(labels, Math.max(0, late));
      accounts.set(labels, one.due);
      failing.set(labels, one.failing);
      blocked.set(labels, one.blocked);
      failures.set(labels, one.failures);
    }
    for (const { sweep, count } of sweeps) swept.set({ sweep }, count);
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
