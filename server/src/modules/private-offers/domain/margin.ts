/** Which margin a partner has at a moment (rule F27). Pure. */
import { decimal } from '../../../kernel/index.ts';

/** What one private offer takes off one offer or plan for one partner. */
export interface Margin {
  readonly partnerTenantId: string;
  readonly id: string;
  readonly privateOfferId: string;
  readonly publisherTenantId: string;
  readonly offerId: string;
  readonly productId: string;
  /** Null: every plan of the offer, later ones too. */
  readonly planId: string | null;
  /** Null: every customer of the partner. */
  readonly customerTenantIds: readonly string[] | null;
  /** Off the list price, in percent: decimal text. */
  readonly percentage: string;
  readonly startsAt: Temporal.Instant;
  /** First moment after it. */
  readonly endsAt: Temporal.Instant;
}

export interface MarginQuestion {
  readonly partnerTenantId: string;
  readonly productId: string;
  readonly planId: string;
  /** Undefined: whoever it is, as a price list asks. */
  readonly customerTenantId: string | undefined;
  readonly at: Temporal.Instant;
}

/** The margin that counts, undefined without one: of several the highest wins, of equal ones the one that began first. */
export function bestMargin(margins: readonly Margin[], question: MarginQuestion): Margin | undefined {
  return margins.filter((margin) => counts(margin, question)).toSorted(byPrecedence)[0];
}

export function isInForce({ startsAt, endsAt }: Pick<Margin, 'startsAt' | 'endsAt'>, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(startsAt, at) <= 0 && Temporal.Instant.compare(at, endsAt) < 0;
}

function counts(margin: Margin, question: MarginQuestion): boolean {
  const { planId, customerTenantIds } = margin;
  return (
    margin.partnerTenantId === question.partnerTenantId &&
    margin.productId === question.productId &&
    (planId === null || planId === question.planId) &&
    (customerTenantIds === null ||
      (question.customerTenantId !== undefined && customerTenantIds.includes(question.customerTenantId))) &&
    isInForce(margin, question.at)
  );
}

function byPrecedence(left: Margin, right: Margin): number {
  return (
    decimal(right.percentage).cmp(decimal(left.percentage)) ||
    Temporal.Instant.compare(left.startsAt, right.startsAt) ||
    (left.id < right.id ? -1 : 1)
  );
}
