/** One address a partner, which is told of what happens in its account; and test events (wire contract, section 9.4). */
import { isGuid, isSafeUrl, newId } from '../../../kernel/index.ts';
import { tooManyRequests } from '../../../platform/busy.ts';
import type { Work } from '../../../platform/work.ts';
import { deliver, deliveryOf, type WholeDelivery } from '../../webhooks/index.ts';
import { eventNamed, noticeBody } from '../domain/notices.ts';
import { partnerWebhookFault } from '../faults.ts';
import * as store from '../store/registrations.ts';
import { partnerKind } from './kind.ts';

export interface RegistrationWish {
  readonly url: string;
  readonly events: readonly string[];
  /** The signature goes into `x-ms-signature` instead of `Authorization`. */
  readonly msSignature: boolean;
}

export interface Registration extends RegistrationWish {
  readonly subscriberId: string;
}

/** Faults: WebhookRegistered, WebhookAddressRefused, WebhookEventUnknown. */
export async function register(work: Work, wish: RegistrationWish, localToo: boolean): Promise<Registration> {
  requireServed(wish, localToo);
  const subscriberId = newId();
  if (!(await store.insertRegistration(work, { subscriber_id: subscriberId, ...rowOf(work, wish) }))) {
    const message = 'This account has registered an address already. Change it with PUT.';
    throw partnerWebhookFault('WebhookRegistered', message);
  }
  return { ...wish, events: rowOf(work, wish).events, subscriberId };
}

/** Faults: WebhookNotRegistered, WebhookAddressRefused, WebhookEventUnknown. */
export async function changeRegistration(work: Work, wish: RegistrationWish, localToo: boolean): Promise<Registration> {
  requireServed(wish, localToo);
  if (!(await store.updateRegistration(work, rowOf(work, wish)))) throw notRegistered();
  return registrationOf(work);
}

/** Faults: WebhookNotRegistered. */
export async function registrationOf(work: Work): Promise<Registration> {
  const found = await store.selectRegistration(work, work.account);
  if (!found) throw notRegistered();
  const { subscriber_id: subscriberId, url, events, ms_signature: msSignature } = found;
  return { subscriberId, url, events, msSignature };
}

const rowOf = (work: Work, { url, events, msSignature }: RegistrationWish) => ({
  account_tenant_id: work.account,
  url,
  events: [...new Set(events.map((event) => eventNamed(event)!))],
  ms_signature: msSignature,
});

const notRegistered = () =>
  partnerWebhookFault('WebhookNotRegistered', 'This account has registered no address. Register one with POST.');

function requireServed({ url, events }: RegistrationWish, localToo: boolean): void {
  if (!isSafeUrl(url, localToo)) {
    const message = 'The address must be https, of a public host, without user name and password.';
    throw partnerWebhookFault('WebhookAddressRefused', message, { target: 'WebhookUrl' });
  }
  const unknown = events.find((event) => eventNamed(event) === undefined);
  if (unknown === undefined) return;
  const message = `There is no event ${unknown.slice(0, 100)} here. GET /webhooks/v1/registration/events names those there are.`;
  throw partnerWebhookFault('WebhookEventUnknown', message, { target: 'WebhookEvents' });
}

const testsAMinute = 2;
const keptDays = 7;

/** Sends a test event; returns its correlation id. The system's work. Faults: WebhookNotRegistered, WebhookTestNotRegistered, TooManyRequests. */
export async function sendTest(work: Work, origin: string): Promise<string> {
  const found = await store.selectRegistration(work, work.account);
  if (!found) throw notRegistered();
  if (!found.events.includes('test-created')) {
    const message = 'The registration does not name test-created. Add it with PUT first.';
    throw partnerWebhookFault('WebhookTestNotRegistered', message);
  }
  const recent = await store.testsSince(work, work.now.subtract({ minutes: 1 }));
  if (recent.length >= testsAMinute) {
    const free = recent[testsAMinute - 1]!.add({ minutes: 1 });
    const seconds = Math.max(1, Math.ceil(work.now.until(free).total('seconds')));
    throw tooManyRequests('Rate limit is exceeded.', seconds);
  }
  const correlationId = newId();
  const path = `/webhooks/v1/registration/validationEvents/${correlationId}`;
  const notice = { event: 'test-created', resourceName: 'test', path } as const;
  const deliveryId = deliver(work, {
    kind: partnerKind,
    account: work.account,
    event: notice.event,
    subjectId: correlationId,
    sourceId: correlationId,
    recipient: { header: headerOf(found) },
    url: found.url,
    body: noticeBody(origin, notice, { auditId: undefined, at: work.now }),
    onlyOnce: true,
  });
  await store.deleteTestsBefore(work, work.now.subtract({ hours: 24 * keptDays }));
  await store.insertTest(work, { correlationId, deliveryId });
  return correlationId;
}

/** Where a receiver wants its signature. */
export const headerOf = ({ ms_signature }: { readonly ms_signature: boolean }) =>
  ms_signature ? 'x-ms-signature' : 'authorization';

/** What became of a test event, for seven days. Faults: WebhookTestNotFound. */
export async function testOf(work: Work, correlationId: string): Promise<WholeDelivery> {
  const since = work.now.subtract({ hours: 24 * keptDays });
  const test = isGuid(correlationId) ? await store.selectTest(work, correlationId, since) : undefined;
  if (!test) {
    const message = 'There is no such test event of this account; they are kept for seven days.';
    throw partnerWebhookFault('WebhookTestNotFound', message);
  }
  return deliveryOf(work, test.delivery_id);
}
