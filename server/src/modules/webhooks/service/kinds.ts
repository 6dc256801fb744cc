/** What a kind of delivery is: who signs it, how often it is tried, what an answer means, whom its outcome concerns. */
import type { Work } from '../../../platform/work.ts';
import type { DeliveryOutcome, Ladder, Verdict } from '../domain/ladder.ts';

/** A notification as a kind sees it. */
export interface Delivery {
  readonly id: string;
  /** The receiver: a publisher, or a partner. */
  readonly account: string;
  readonly event: string;
  readonly subjectId: string;
  readonly sourceId: string | null;
  /** What its proof of origin is made out to. */
  readonly recipient: Readonly<Record<string, string>>;
  readonly url: string;
  /** Exactly as sent. */
  readonly body: string;
  readonly createdAt: Temporal.Instant;
  readonly onlyOnce: boolean;
}

/** How a delivery ended. */
export interface Settled {
  readonly delivery: Delivery;
  readonly outcome: DeliveryOutcome;
  /** Business time of the last attempt. */
  readonly at: Temporal.Instant;
  readonly status: number | undefined;
  /** First characters of the last answer. */
  readonly answer: string;
}

export interface WebhookKind {
  readonly name: string;
  readonly ladder: Ladder;
  /** Headers that prove who sends it, made anew for each attempt, outside of any transaction. Wall clock. */
  headers(delivery: Delivery): Promise<Readonly<Record<string, string>>>;
  /** What an answer means; pure. Any 2xx is taken and everything else tried again, when absent. */
  judge?(delivery: Delivery, status: number | undefined): Verdict;
  /** In the transaction that writes the outcome down, as the system on the receiver's account. Not of a test. */
  settled?(work: Work, settled: Settled): Promise<void>;
}
