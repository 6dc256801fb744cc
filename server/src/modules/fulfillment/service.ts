/** Set-up of a purchase: the partner's activation link, and the publisher's resolve and activate. */
import { randomBytes } from 'node:crypto';
import { isFault } from '../../kernel/index.ts';
import type { Work } from '../../platform/work.ts';
import { offerVersionOf, type OfferVersion } from '../offers/index.ts';
import {
  activateSubscription,
  allowedOperations,
  changeByPublisher,
  endByPublisher,
  publisherSubscriptionOf,
  publisherSubscriptions,
  type Operation,
  type Subscription,
  type SubscriptionTables,
} from '../subscriptions/index.ts';
import { landingTokenHours, openLandingToken, sealLandingToken } from './domain/landing-token.ts';
import { patchOf, whyNoChange, whyNotAllowed, type Wish } from './domain/wish.ts';
import { activationDiffers, landingTokenForeign, landingTokenInvalid, purchaseLocked, wishRefused } from './faults.ts';
import type { FulfillmentTables } from './tables.ts';

type OwnWork = Work<FulfillmentTables & SubscriptionTables>;

/** A subscription together with the version of the offer it was bought on. */
export interface Purchase {
  readonly subscription: Subscription;
  readonly version: OfferVersion;
}

/**
 * The address of the publisher's landing page for one purchase, with a fresh token (ACT-02, ACT-03, rule F11).
 * The same address serves a first set-up and later visits; the publisher tells them apart by the state it resolves.
 */
export async function activationLink(work: OwnWork, subscription: Subscription): Promise<string> {
  const version = await offerVersionOf(work, subscription.offerVersionId);
  const expiresAt = work.now.add({ hours: landingTokenHours });
  const token = sealLandingToken(await landingKey(work), {
    partnerTenantId: subscription.partnerTenantId,
    subscriptionId: subscription.id,
    expiresAt,
  });
  const url = new URL(version.document.technical.landingPageUrl);
  url.searchParams.set('token', token);
  return url.toString();
}

/**
 * What a landing token stands for, in any state of the subscription; resolving again within its 24 hours answers the same.
 * Faults: LandingTokenInvalid (missing, broken, expired), LandingTokenForeign (another publisher's purchase).
 */
export async function resolveToken(work: OwnWork, token: string | undefined): Promise<Purchase> {
  if (!token) throw landingTokenInvalid('Mandatory header missing');
  const claims = openLandingToken(await landingKey(work), decodeOnce(token));
  if (!claims)
    throw landingTokenInvalid(
      'The token cannot be read. Send it as it came in the landing page address, URL-decoded once.',
    );
  if (Temporal.Instant.compare(claims.expiresAt, work.now) <= 0) {
    throw landingTokenInvalid(
      `The token expired; it lives ${landingTokenHours} hours. Ask the partner to open the activation link again.`,
    );
  }
  try {
    return await purchaseOf(work, claims.subscriptionId);
  } catch (error) {
    throw isFault(error) && error.code === 'SubscriptionNotFound' ? landingTokenForeign() : error;
  }
}

/** Landing pages often forward the token still URL-encoded; ours has no character that decoding could harm. */
function decodeOnce(token: string): string {
  try {
    return decodeURIComponent(token.trim());
  } catch {
    return token;
  }
}

/** Activates a purchase (rule F14). A plan or quantity that is sent must be the one that was bought. */
export async function activatePurchase(
  work: OwnWork,
  subscriptionId: string,
  said: { readonly planId?: string; readonly quantity?: number },
): Promise<Subscription> {
  return activateSubscription(work, subscriptionId, ({ planId, quantity, perSeat }) => {
    if (said.planId !== undefined && said.planId !== planId) {
      throw activationDiffers(`The plan bought is '${planId}', not '${said.planId}'.`, 'planId');
    }
    if (said.quantity !== undefined && perSeat && said.quantity !== quantity) {
      throw activationDiffers(`The quantity bought is ${quantity}, not ${said.quantity}.`, 'quantity');
    }
  });
}

/** One purchase of the acting publisher; Fault SubscriptionNotFound otherwise. */
export async function purchaseOf(work: OwnWork, subscriptionId: string): Promise<Purchase> {
  return withVersion(work, await publisherSubscriptionOf(work, subscriptionId));
}

/** A page of the acting publisher's purchases, all states, in order of id. */
export async function purchasesOf(work: OwnWork, after: string | undefined, limit: number): Promise<Purchase[]> {
  const purchases: Purchase[] = [];
  for (const subscription of await publisherSubscriptions(work, after, limit))
    purchases.push(await withVersion(work, subscription));
  return purchases;
}

/**
 * The publisher wishes to change plan or quantity of what a customer bought itself: an operation, told to its own webhook as
 * every change is. System only. Faults: PatchUnclear, OperationNotAllowed, PurchaseLocked, those of the change.
 */
export async function wishChange(work: OwnWork, { subscription }: Purchase, wish: Wish): Promise<Operation> {
  const { status, planId, perSeat, quantity } = subscription;
  const allowed = allowedOperations(subscription);
  const standing = { active: status === 'active', allowed, planId, quantity: perSeat ? quantity : null };
  const refused = whyNoChange(standing, wish);
  if (refused) throw wishRefused(refused);
  const changed = await asServiceSays(
    changeByPublisher(forCustomer(work, subscription), subscription.id, patchOf(wish)),
  );
  return changed.operation!;
}

/** The publisher wishes to end it. System only. Faults: OperationNotAllowed, PurchaseLocked, those of the end. */
export async function wishEnd(work: OwnWork, { subscription }: Purchase): Promise<Operation> {
  const refused = whyNotAllowed({ allowed: allowedOperations(subscription) }, 'Delete');
  if (refused) throw wishRefused(refused);
  return asServiceSays(endByPublisher(forCustomer(work, subscription), subscription.id));
}

/** The account of a direct purchase is its customer's (decision 0092); whoever acts stays who it is. */
function forCustomer(work: OwnWork, { customerTenantId }: Subscription): OwnWork {
  return work.inNameOf({ ...work.actor, tenantId: customerTenantId });
}

/** What is refused, in the service's own words where they are known. */
async function asServiceSays<Result>(doing: Promise<Result>): Promise<Result> {
  try {
    return await doing;
  } catch (error) {
    if (isFault(error) && error.code === 'OperationPending') throw purchaseLocked();
    if (isFault(error) && notInCatalogue.has(error.code)) {
      throw wishRefused({ code: 'PatchUnclear', message: 'Request Plan is NOT in Catalog.', target: 'update' });
    }
    throw error;
  }
}

const notInCatalogue = new Set(['NotInMarket', 'ProductUnknown', 'CountryNotListed']);

async function withVersion(work: OwnWork, subscription: Subscription): Promise<Purchase> {
  return { subscription, version: await offerVersionOf(work, subscription.offerVersionId) };
}

/** One key per installation, made when first needed. Whoever comes second finds the first one's. */
const keyId = '00000000-0000-4000-8000-000000000001';

async function landingKey(work: OwnWork): Promise<Buffer> {
  const read = () =>
    work.prepared<{ key: Buffer }>('landing-key', 'select key from landing_key where id = $1', [keyId]);
  const [known] = await read();
  if (known) return known.key;
  await work.db
    .insertInto('landing_key')
    .values({ id: keyId, key: randomBytes(32), created_at: work.now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return (await read())[0]!.key;
}
