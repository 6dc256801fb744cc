/** Usage as the metering API writes it (section 6). */
import type { AcceptedUsage, UsageItem, UsageReport } from '@comptoir/contracts/saas-metering';
import { decimal, emptyGuid, toWireNumber } from '../../kernel/index.ts';
import type { KeptUsage, RefusedUsage, SentUsage, UsageDay, UsageOutcome } from '../../modules/usage/index.ts';

/** What the service writes for a time that is not set. */
const unsetTime = '0001-01-01T00:00:00';

/** The answer to one event. */
export function toSingle(sent: SentUsage, { kept, refused }: UsageOutcome): { status: number; body: unknown } {
  if (!refused) return { status: 200, body: accepted(sent, kept!) };
  if (refused.status === 'Duplicate') {
    const { message } = refused;
    return { status: 409, body: { additionalInfo: { acceptedMessage: firstOf(kept!) }, message, code: 'Conflict' } };
  }
  if (refused.status === 'ResourceNotAuthorized')
    return { status: 403, body: { code: 'Forbidden', message: refused.message } };
  return { status: 400, body: problem(refused) };
}

/** An event of a batch with what became of it. */
export function toUsageItem(sent: SentUsage, { kept, refused }: UsageOutcome): UsageItem {
  if (!refused) return accepted(sent, kept!);
  const { status, message, target } = refused;
  const item = { ...echo(sent), status, messageTime: unsetTime };
  if (status === 'Duplicate')
    return { ...item, error: { additionalInfo: { acceptedMessage: firstOf(kept!) }, message, code: 'Conflict' } };
  return { ...item, error: { message, target, code: status === 'Expired' ? 'BadArgument' : status } };
}

function accepted(sent: SentUsage, kept: KeptUsage): AcceptedUsage {
  return { usageEventId: kept.id, status: 'Accepted', messageTime: kept.acceptedAt.toString(), ...echo(sent) };
}

/** The event that was first in its hour, whole: who repeats itself sees whether it was its own. */
function firstOf(kept: KeptUsage): AcceptedUsage {
  return {
    usageEventId: kept.id,
    status: 'Duplicate',
    messageTime: kept.acceptedAt.toString(),
    resourceId: kept.subscriptionId,
    quantity: toWireNumber(decimal(kept.quantity)),
    dimension: kept.dimension,
    effectiveStartTime: kept.at.toString(),
    planId: kept.planId,
  };
}

function echo(sent: SentUsage) {
  const members = Object.entries(sent).filter(([, value]) => value !== undefined) as [keyof SentUsage, string][];
  return Object.fromEntries(
    members.map(([name, value]) => [
      name,
      name === 'quantity' && /^-?\d+(?:\.\d+)?$/.test(value) ? toWireNumber(decimal(value)) : value,
    ]),
  );
}

function problem({ status, message, target }: RefusedUsage) {
  return {
    message: 'One or more errors have occurred.',
    target: 'usageEventRequest',
    code: 'BadArgument',
    details: [{ message, target, code: status === 'Expired' ? 'BadArgument' : status }],
  };
}

export interface NamedDay extends UsageDay {
  /** As the publisher calls it. */
  readonly offer: string;
  readonly offerName: string;
  readonly planName: string;
}

/** A day of the report: names and what was processed are there once it is charged. */
export function toReport(day: NamedDay): UsageReport[number] {
  const submitted = decimal(day.quantity);
  const processed = decimal(day.chargedQuantity);
  const isProcessed = processed.gt(decimal('0'));
  return {
    usageDate: `${day.day.toString()}T00:00:00Z`,
    usageResourceId: day.subscriptionId,
    dimension: day.dimension,
    planId: day.planId,
    planName: isProcessed ? day.planName : '',
    offerId: day.offer,
    offerName: isProcessed ? day.offerName : '',
    offerType: isProcessed ? 'SaaS' : '',
    azureSubscriptionId: emptyGuid,
    reconStatus: !isProcessed ? 'Submitted' : processed.eq(submitted) ? 'Accepted' : 'Mismatch',
    submittedQuantity: toWireNumber(submitted),
    processedQuantity: toWireNumber(processed),
    submittedCount: day.events,
  };
}
