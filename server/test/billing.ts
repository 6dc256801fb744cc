/** A small channel for billing's tests, made through the real use cases, and a clock that tests set. */
import { decimal, newId, type Actor } from '../src/kernel/index.ts';
import { agreementTemplates, confirmAgreement, purchaseAgreement } from '../src/modules/customers/index.ts';
import { chargeDueTerms, closeOneMonth } from '../src/modules/billing/index.ts';
import { recordRates, type ExchangeRateTables } from '../src/modules/exchange-rates/index.ts';
import { createTenant, createUser } from '../src/modules/identity/index.ts';
import { catalogueEntry, type OfferDetail, type OfferDocument } from '../src/modules/offers/index.ts';
import { onboardCustomer } from '../src/modules/relationships/index.ts';
import {
  activateSubscription,
  answerOperation,
  changeSubscription,
  placeOrder,
  renewDueTerms,
  subscriptionOf,
  type Subscription,
  type SubscriptionPatch,
} from '../src/modules/subscriptions/index.ts';
import type { Work } from '../src/platform/work.ts';
import { setClock } from './clock.ts';
import type { TestWorks } from './database.ts';
import { aPartner, aPublisher, completeDocument, publishedOffer } from './offers.ts';
import { postalCodeIn } from './partners.ts';
import { firstPassword, someHash } from './passwords.ts';

/** Sets business time, backwards too. */
export async function setTime(works: TestWorks, at: string): Promise<void> {
  await setClock(works.pools.owner, at);
}

export async function anOperator(works: TestWorks): Promise<string> {
  const tenant = await works.asSystem((work) =>
    createTenant(work, { name: 'Operator', domain: `${newId()}.example`, country: 'FR', parts: ['operator'] }),
  );
  return tenant.id;
}

export interface Channel {
  readonly publisher: Actor;
  readonly partner: Actor;
  readonly productId: string;
  readonly offer: OfferDetail;
}

/** A published offer (by default: per seat, EUR 10 a month on a yearly term, EUR 12.50 on a monthly one) and a partner. */
export async function aChannel(
  works: TestWorks,
  options: { readonly country?: string; readonly document?: Partial<OfferDocument>; readonly partner?: Actor } = {},
): Promise<Channel> {
  const publisher = await aPublisher(works, 'Atelier');
  const partner = options.partner ?? (await aPartner(works, { name: 'Azur', country: options.country ?? 'FR' }));
  const offer = await publishedOffer(works, publisher, completeDocument(options.document));
  return { publisher, partner, productId: offer.productId, offer };
}

/** A customer, in France unless told otherwise, that accepted the agreement; returns its tenant id. */
export async function aCustomer(
  works: TestWorks,
  partner: Actor,
  companyName = 'Contoso',
  country = 'FR',
): Promise<string> {
  return works.asIdentity(partner, async (work) => {
    const { customer } = await onboardCustomer(work, {
      domain: `c${newId().replaceAll('-', '').slice(0, 20)}.onmicrosoft.com`,
      password: firstPassword,
      billingProfile: {
        email: 'anna@contoso.example',
        culture: 'fr-FR',
        language: 'fr',
        companyName,
        firstName: 'Anna',
        lastName: 'Nicot',
        defaultAddress: {
          country,
          city: 'Lyon',
          addressLine1: '1 rue de la Paix',
          postalCode: postalCodeIn(country),
        },
      },
    });
    await confirmAgreement(work, {
      partnerTenantId: partner.tenantId,
      partnerName: 'Azur',
      customer,
      templateId: agreementTemplates.find((template) => template.type === purchaseAgreement)!.id,
      dateAgreed: work.now.toZonedDateTimeISO('UTC').toPlainDate(),
      primaryContact: { firstName: 'Anna', lastName: 'Nicot', email: 'anna@contoso.example' },
    });
    return customer.tenantId;
  });
}

export interface Purchase {
  readonly customer: string;
  readonly seats?: number;
  readonly term?: 'P1M' | 'P1Y';
  readonly planId?: string;
  /** PartnerID of the reseller on record. */
  readonly resellerMpnId?: string;
}

/** Buys a plan; returns the pending subscription's id. */
export async function buy(works: TestWorks, { partner, productId }: Channel, purchase: Purchase): Promise<string> {
  const { customer, seats = 10, term = 'P1Y', planId = 'team', resellerMpnId } = purchase;
  return works.as(partner, async (work) => {
    const entry = await catalogueEntry(work, partner.tenantId, productId);
    const item = entry!.version.items.find((candidate) => candidate.planId === planId && candidate.market === 'FR')!;
    const catalogItemId = `${productId}:${item.skuId}:${item.availabilityId}`;
    const named = resellerMpnId ? { resellerMpnId } : {};
    const line = { catalogItemId, quantity: seats, term, billingCycle: 'monthly', ...named };
    const order = await placeOrder(work, { customerTenantId: customer, lines: [line] });
    return order.lines[0]!.subscriptionId;
  });
}

/** The publisher confirms the set-up at the present moment. */
export async function activate(works: TestWorks, { publisher }: Channel, subscriptionId: string): Promise<void> {
  await works.as(publisher, (work) => activateSubscription(work, subscriptionId));
}

export async function aBuyerOf(works: TestWorks, channel: Channel, seats = 10, term: 'P1M' | 'P1Y' = 'P1Y') {
  const customer = await aCustomer(works, channel.partner);
  const subscription = await buy(works, channel, { customer, seats, term });
  await activate(works, channel, subscription);
  return { customer, subscription };
}

/** Person of a partner who gets its mail. */
export async function aReader(
  works: TestWorks,
  tenantId: string,
  language: string,
  role: 'global_admin' | 'billing_admin' | 'user_admin',
) {
  const email = `${newId()}@example.com`;
  await works.asSystem((work) =>
    createUser(work, {
      tenantId,
      userPrincipalName: email,
      displayName: 'Reader',
      email,
      language,
      passwordHash: someHash,
      roles: [role],
    }),
  );
  return email;
}

/** Rates of the euro and the Swiss franc. */
export async function recordSwissRates(works: TestWorks, month = '2027-01'): Promise<void> {
  const rates = [
    { currency: 'EUR', usdPerUnit: decimal('1.08') },
    { currency: 'CHF', usdPerUnit: decimal('1.12') },
  ];
  await works.asSystem<unknown, ExchangeRateTables>((work) => recordRates(work, { month, rates }));
}

/** What the clockwork does at one moment: renewals, charges, month ends, each until nothing is due; of all accounts or these. */
export async function runDue(works: TestWorks, invoiceDay = 1, accounts?: readonly string[]): Promise<void> {
  for (const account of accounts ?? (await billingAccounts(works))) {
    const drain = async (step: (work: Work) => Promise<number>) => {
      while ((await works.asSystem(step)) > 0);
    };
    await drain((work) => renewDueTerms(work, account, 200));
    await drain((work) => chargeDueTerms(work, account, 200));
    await drain((work) => closeOneMonth(work, account, invoiceDay));
  }
}

/** Tenant ids of the partners that were ever billed or will be. */
export async function billingAccounts(works: TestWorks): Promise<string[]> {
  const text = 'select distinct partner_tenant_id as account from subscription_term order by 1';
  const { rows } = await works.pools.owner.query<{ account: string }>(text);
  return rows.map((row) => row.account);
}

/** A partner changes a subscription, and its publisher agrees at once when it is asked; what stands then. */
export async function changeAgreed(
  works: TestWorks,
  { partner, publisher }: Pick<Channel, 'partner' | 'publisher'>,
  bought: { readonly customer: string; readonly subscription: string },
  patch: SubscriptionPatch,
): Promise<Subscription> {
  const { subscription, held } = await works.runner.run({ actor: partner, system: true }, (work) =>
    changeSubscription(work, bought.customer, bought.subscription, () => patch),
  );
  if (!held) return subscription;
  await works.runner.run({ actor: publisher, system: true }, (work) =>
    answerOperation(work, bought.subscription, held.id, 'Success'),
  );
  return works.as(partner, (work) => subscriptionOf(work, bought.customer, bought.subscription));
}
