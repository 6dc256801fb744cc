/** Submissions as this API counts them: the draft is 0, a preview has its number, live is what went live. */
import { productIdOf } from './ids.ts';
import type { SubmissionResource, TargetType } from './resources.ts';

/** Which of an offer's submissions an id names: the draft, one by number, or a version published without a preview. */
export type SubmissionKey = 'draft' | { readonly number: number } | { readonly version: number };

/** A submission of the offers module, as far as it matters here. */
export interface KnownSubmission {
  readonly number: number;
  readonly state: 'preview' | 'live' | 'withdrawn' | 'replaced';
  readonly submittedAt: Temporal.Instant;
  readonly version: number | null;
}

export interface SubmissionFacts {
  readonly offerId: string;
  readonly stopped: boolean;
  readonly live: { readonly number: number; readonly publishedAt: Temporal.Instant } | null;
  /** Newest first. */
  readonly submissions: readonly KnownSubmission[];
}

export function submissionId(offerId: string, key: SubmissionKey): string {
  const last = key === 'draft' ? '0' : 'number' in key ? String(key.number) : `version-${key.version}`;
  return `submission/${offerId}/${last}`;
}

/** Reads the last part of a submission's durable id; undefined when it is none. */
export function submissionKeyOf(text: string): SubmissionKey | undefined {
  const version = /^version-([1-9]\d{0,8})$/.exec(text)?.[1];
  if (version) return { version: Number(version) };
  if (!/^(0|[1-9]\d{0,8})$/.test(text)) return undefined;
  return text === '0' ? 'draft' : { number: Number(text) };
}

/** The submission that is live: the preview it was, or the version when it was published without one. */
export function liveKey({ live, submissions }: SubmissionFacts): SubmissionKey | undefined {
  if (!live) return undefined;
  const gone = submissions.find(({ state, version }) => state === 'live' && version === live.number);
  return gone ? { number: gone.number } : { version: live.number };
}

export function inPreview({ submissions }: SubmissionFacts): KnownSubmission | undefined {
  return submissions.find(({ state }) => state === 'preview');
}

/** The active submission of one environment. What is live is the preview too, until something else is. */
export function submissionFrom(facts: SubmissionFacts, targetType: TargetType): SubmissionResource | undefined {
  const { offerId, live, stopped } = facts;
  const head = { type: 'submission', product: productIdOf(offerId), target: { targetType } } as const;
  if (targetType === 'draft') return { ...head, id: submissionId(offerId, 'draft') };
  const lifecycleState = stopped ? 'deprecated' : 'generallyAvailable';
  const done = { ...head, status: 'completed', result: 'succeeded', lifecycleState } as const;
  const preview = inPreview(facts);
  if (targetType === 'preview' && preview) {
    const created = preview.submittedAt.toString();
    return { ...done, id: submissionId(offerId, preview), created, lifecycleState: 'generallyAvailable' };
  }
  const key = liveKey(facts);
  return key && { ...done, id: submissionId(offerId, key), created: live!.publishedAt.toString() };
}

/** Every active submission: the draft, what is live, and what is in preview, which is what is live until it is another. */
export function activeSubmissions(facts: SubmissionFacts): SubmissionResource[] {
  const targets = ['draft', 'live', 'preview'] as const;
  return targets.flatMap((target) => submissionFrom(facts, target) ?? []);
}
