/** Notices of an offer's service: outages, maintenance and the like, from their beginning to their end (rule H4). */

export type NoticeKind = 'outage' | 'degradation' | 'maintenance' | 'information';
export type NoticeState = 'scheduled' | 'ongoing' | 'ended';

export interface NoticeSpan {
  readonly startsAt: Temporal.Instant;
  /** Over from then on; null: nobody knows yet. */
  readonly endsAt: Temporal.Instant | null;
}

const isBefore = (left: Temporal.Instant, right: Temporal.Instant) => Temporal.Instant.compare(left, right) < 0;

/** Where a notice stands. One that was called off before it began is ended. */
export function noticeState({ startsAt, endsAt }: NoticeSpan, now: Temporal.Instant): NoticeState {
  if (endsAt && !isBefore(now, endsAt)) return 'ended';
  return isBefore(now, startsAt) ? 'scheduled' : 'ongoing';
}

/** Why a notice cannot have this span; undefined when it can. */
export function whyNoSpan({ startsAt, endsAt }: NoticeSpan): string | undefined {
  if (!endsAt || isBefore(startsAt, endsAt)) return undefined;
  return 'The end must be after the start. Give a later end, or none if it is not yet known.';
}

/** An offer has at most so many notices that are not over, and a notice so many updates. */
export const noticeLimits = { open: 50, updates: 100 } as const;
