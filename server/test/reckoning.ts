/** A second reckoning of a subscription, made from the rules alone: what charges must come to, to the cent. */
export type PlanId = 'team' | 'business';

/** For the renewal; the plan is sold by the month, and by the year in twelve cycles. */
export interface Scheduled {
  readonly yearly: boolean | undefined;
  readonly quantity: number | undefined;
}

/** First day of the `index`-th month: the last day of a month stays that, and the day before it too (rule G11). */
function monthsAfter(anchor: Temporal.PlainDate, index: number): Temporal.PlainDate {
  const month = anchor.toPlainYearMonth().add({ months: index });
  const left = anchor.daysInMonth - anchor.day;
  return month.toPlainDate({ day: left <= 1 ? month.daysInMonth - left : Math.min(anchor.day, month.daysInMonth) });
}

/** In cents of a month: monthly, and on a yearly term. */
const centsOf = { team: [1250, 1000], business: [2000, 1800] } as const;

/** What a subscription of ten seats of the team plan costs, and where it stands. */
export class Reckoning {
  quantity = 10;
  plan: PlanId = 'team';
  renews = true;
  next: Scheduled | null = null;
  endedAt: Temporal.Instant | undefined;
  /** Cents of each month begun; a cancelled term has none. */
  readonly months: number[] = [];
  private yearly: boolean;
  /** Index of the term's first month. */
  private first = 0;
  private readonly anchor: Temporal.PlainDate;

  private readonly begin: Temporal.Instant;

  constructor(yearly: boolean, begin: Temporal.Instant) {
    this.begin = begin;
    this.yearly = yearly;
    this.anchor = dayOf(begin);
    this.months.push(this.quantity * this.price);
  }

  get price(): number {
    return centsOf[this.plan][this.yearly ? 1 : 0];
  }

  suspendedAt: Temporal.Instant | undefined;

  suspend(at: Temporal.Instant): void {
    this.suspendedAt = at;
    this.next = null;
  }

  /** What waited begins, as if nothing had been. */
  reinstate(at: Temporal.Instant): void {
    this.suspendedAt = undefined;
    this.wait(at);
  }

  /** Thirty days, or the end of a term that does not renew. */
  private waitSuspended(since: Temporal.Instant, until: Temporal.Instant): void {
    const grace = since.add({ hours: 24 * 30 });
    const over = startOf(monthsAfter(this.anchor, this.first + (this.yearly ? 12 : 1)));
    const end = !this.renews && Temporal.Instant.compare(over, grace) < 0 ? over : grace;
    if (Temporal.Instant.compare(end, until) <= 0) this.endedAt ??= end;
  }

  get state(): string {
    return this.endedAt ? 'deleted' : this.suspendedAt ? 'suspended' : 'active';
  }

  /** Months that begin, and terms that end, by then. */
  wait(until: Temporal.Instant): void {
    if (this.suspendedAt) return this.waitSuspended(this.suspendedAt, until);
    for (;;) {
      const next = startOf(monthsAfter(this.anchor, this.months.length));
      if (this.endedAt || Temporal.Instant.compare(next, until) > 0) return;
      const over = this.months.length - this.first === (this.yearly ? 12 : 1);
      if (over && !this.renews) this.endedAt = next;
      else if (over) this.renew();
      if (!this.endedAt) this.months.push(this.quantity * this.price);
    }
  }

  private renew(): void {
    this.yearly = this.next?.yearly ?? this.yearly;
    this.quantity = this.next?.quantity ?? this.quantity;
    this.next = null;
    this.first = this.months.length;
  }

  schedule(next: Scheduled | null): void {
    // What another term is left out of is the one of that day.
    this.next = next && { ...next, yearly: next.yearly ?? this.yearly };
  }

  seats(quantity: number, at: Temporal.Instant): void {
    this.months[this.months.length - 1]! += this.unitFrom(at) * (quantity - this.quantity);
    this.quantity = quantity;
  }

  change(plan: PlanId, at: Temporal.Instant): void {
    const back = this.unitFrom(at);
    this.plan = plan;
    this.next = null;
    this.months[this.months.length - 1]! += (this.unitFrom(at) - back) * this.quantity;
  }

  /** What one unit costs from a moment of the present month on. */
  private unitFrom(at: Temporal.Instant): number {
    const index = this.months.length - 1;
    const [start, next] = [monthsAfter(this.anchor, index), monthsAfter(this.anchor, index + 1)];
    const days = Math.min(daysFrom(dayOf(at), next), start.daysInMonth);
    return Math.floor((this.price * days) / start.daysInMonth);
  }

  mayCancel(at: Temporal.Instant): boolean {
    const since = this.first === 0 ? this.begin : startOf(monthsAfter(this.anchor, this.first));
    return Temporal.Instant.compare(at, since.add({ hours: 24 })) < 0;
  }

  cancel(at: Temporal.Instant): void {
    this.months.fill(0, this.first);
    this.endedAt = at;
  }

  get total(): number {
    return this.months.reduce((sum, cents) => sum + cents, 0);
  }
}

const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO('UTC').toPlainDate();
const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime('UTC').toInstant();
const daysFrom = (day: Temporal.PlainDate, until: Temporal.PlainDate) => day.until(until, { largestUnit: 'days' }).days;
