/** A delivery as this API tells it: what both kinds of webhooks have in common. */
import type { webhookStates } from '@comptoir/contracts/comptoir/publisher-webhooks';
import type { DeliveryItem, WholeDelivery } from '../../modules/webhooks/index.ts';
import type { CsvCell } from '../../kernel/index.ts';
import { code, numeric } from './list-answer.ts';

export interface DeliveryWire {
  id: string;
  event: string;
  test: boolean;
  createdAt: string;
  state: (typeof webhookStates)[number];
  attempts: number;
  nextAttemptAt?: string;
  endedAt?: string;
  lastStatus?: number;
  lastTookMs?: number;
  lastProblem?: string;
  lastAnswer?: string;
}

export function deliveryToWire(row: DeliveryItem): DeliveryWire {
  const { id, event, test, createdAt, outcome, attempts, nextAttemptAt, endedAt, ...last } = row;
  return {
    id,
    event,
    test,
    createdAt: createdAt.toString(),
    state: outcome ?? 'waiting',
    attempts,
    ...(nextAttemptAt ? { nextAttemptAt: nextAttemptAt.toString() } : {}),
    ...(endedAt ? { endedAt: endedAt.toString() } : {}),
    ...(last.lastStatus === undefined ? {} : { lastStatus: last.lastStatus }),
    ...(last.lastTookMs === undefined ? {} : { lastTookMs: last.lastTookMs }),
    ...(last.lastProblem === undefined ? {} : { lastProblem: last.lastProblem }),
    ...(last.lastAnswer === undefined ? {} : { lastAnswer: last.lastAnswer }),
  };
}

/** A whole one: as an item of a list, and what only it tells. */
export function wholeDelivery({ attemptList, body, url, ...listed }: WholeDelivery) {
  const last = attemptList[0];
  return {
    item: { ...listed, url, lastTookMs: last?.tookMs, lastAnswer: last?.answer } satisfies DeliveryItem,
    told: { url, body, attemptList: attemptList.map(({ at, ...attempt }) => ({ ...attempt, at: at.toString() })) },
  };
}

/** Columns of a file, behind those of its own kind. */
export const deliveryColumns: Readonly<Record<string, (row: DeliveryWire) => CsvCell>> = {
  Test: (row) => code(String(row.test)),
  State: (row) => code(row.state),
  Attempts: (row) => numeric(row.attempts),
  NextAttemptAt: (row) => code(row.nextAttemptAt),
  EndedAt: (row) => code(row.endedAt),
  LastStatus: (row) => numeric(row.lastStatus),
  LastTookMs: (row) => numeric(row.lastTookMs),
  LastProblem: (row) => row.lastProblem ?? '',
  LastAnswer: (row) => row.lastAnswer ?? '',
  DeliveryId: (row) => code(row.id),
};
