/**
 * The main job, end to end, over the public APIs of a running sandbox: publisher's draft → publication → partner's
 * purchase → activation by the ISV → month end → invoices of both hops → the proof that all of them agree.
 */
import type { Proof, ProvedInvoice } from '@comptoir/contracts/comptoir/billing';
import type { Offer, OfferProblem } from '@comptoir/contracts/comptoir/offers';
import type { ActivationLinks, Cart, CheckoutResult } from '@comptoir/contracts/partner-center/orders';
import type { Subscription } from '@comptoir/contracts/partner-center/subscriptions';
import type { World } from '@comptoir/contracts/sandbox';
import { applicationToken, CallError, client, resources, tenantOf, userToken, type Client } from './client.ts';
import { linesAgree, type Agreement } from './agree.ts';
import { storyOffer } from './offer.ts';
import { proofLines, provedInvoices, provedMonth } from './proof.ts';

export interface Story {
  readonly agree: boolean;
  readonly proof: Proof;
  readonly invoices: readonly ProvedInvoice[];
  readonly agreements: readonly Agreement[];
}

/** Prints a step and what was seen. */
export type Tell = (step: string, ...seen: readonly string[]) => void;

interface Cast {
  readonly origin: string;
  readonly world: World;
  readonly publisher: Client;
  readonly isv: Client;
  readonly partner: Client;
  readonly partnerUser: Client;
  readonly sandbox: Client;
}

interface Purchase {
  readonly customerId: string;
  readonly orderId: string;
  readonly subscriptionId: string;
}

/** Plays the story; throws with what was answered when a step goes wrong. */
export async function playStory(origin: string, tell: Tell): Promise<Story> {
  const cast = await gather(origin, tell);
  const productId = await publish(cast, tell);
  const catalogItemId = await find(cast, productId, tell);
  const customerId = await takeOnCustomer(cast, tell);
  const purchase = await buy(cast, customerId, catalogItemId, tell);
  await setOwnPrice(cast, purchase.customerId, productId, tell);
  await activate(cast, purchase, tell);
  const month = await passMonthEnd(cast, tell);
  const agreements = [await operatorInvoice(cast, month, tell), await customerInvoice(cast, purchase, tell)];
  const proof = await provedMonth(cast.partner, month);
  const invoices = await provedInvoices(cast.partner, month);
  const agree = proof.agree && agreements.every((one) => one.agree);
  tell(
    'Proof: line items = CSV = invoice total = sum of charges',
    ...proofLines(invoices),
    agree ? 'Everything agrees to the cent.' : 'THERE IS A DIFFERENCE.',
  );
  return { agree, proof, invoices, agreements };
}

async function gather(origin: string, tell: Tell): Promise<Cast> {
  const sandbox = client(origin);
  const world = await sandbox.get<World>('/sandbox/v1/world');
  const publisher = tenantOf(world, 'publisher', 'FR');
  const partner = tenantOf(world, 'direct', 'FR');
  tell(
    'The cast',
    `publisher: ${publisher.name} (${publisher.country})`,
    `direct partner: ${partner.name} (${partner.country}), PartnerID ${partner.mpnId}`,
    `business time: ${world.now}`,
  );
  return {
    origin,
    world,
    sandbox,
    publisher: client(origin, await applicationToken(origin, publisher, resources.partnerCenter)),
    isv: client(origin, await applicationToken(origin, publisher, resources.marketplace)),
    partner: client(origin, await applicationToken(origin, partner, resources.partnerCenter)),
    partnerUser: client(origin, await userToken(origin, partner, 'global_admin')),
  };
}

async function publish({ origin, world, publisher }: Cast, tell: Tell): Promise<string> {
  const externalId = `quay-notebook-${Date.now().toString(36)}`;
  const draft = await publisher.send<Offer>('POST', '/comptoir/v1/offers', {
    externalId,
    kind: 'saas',
    name: `Quay Notebook ${externalId.slice(-4)}`,
  });
  tell('Publisher drafts a SaaS offer', `offer ${draft.offerId}, product ${draft.productId}, state ${draft.state}`);
  const tenant = tenantOf(world, 'publisher', 'FR');
  const document = storyOffer({ origin, tenantId: tenant.id, applicationId: tenant.apps[0]!.clientId });
  const empty = await publisher.get<{ problems: OfferProblem[] }>(`/comptoir/v1/offers/${draft.offerId}/problems`);
  const saved = await publisher.send<Offer>('PUT', `/comptoir/v1/offers/${draft.offerId}/draft`, {
    revision: draft.revision,
    document,
  });
  const problems = await publisher.get<{ problems: OfferProblem[] }>(`/comptoir/v1/offers/${draft.offerId}/problems`);
  tell(
    '… fills in two plans, contacts, technical configuration and the CSP reseller audience',
    `${empty.problems.length} problems before, ${problems.problems.length} after`,
    `audience: ${saved.document.audience.option}`,
  );
  const version = await publisher.send<{ number: number }>('POST', `/comptoir/v1/offers/${draft.offerId}/publish`, {
    revision: saved.revision,
  });
  tell('… publishes', `version ${version.number} is live`);
  return draft.productId;
}

interface Items<Item> {
  readonly items: readonly Item[];
}

async function find({ partner }: Cast, productId: string, tell: Tell): Promise<string> {
  const products = await partner.get<Items<{ id: string; title: string }>>(
    '/v1/products?country=FR&targetView=MarketplaceSaaS',
  );
  const product = products.items.find((one) => one.id === productId);
  if (!product) throw new Error(`product ${productId} is not in the partner's catalogue`);
  const skus = await partner.get<Items<{ id: string; title: string }>>(`/v1/products/${productId}/skus?country=FR`);
  const sku = skus.items[0]!;
  const availabilities = await partner.get<Items<{ catalogItemId: string; terms: { duration: string }[] }>>(
    `/v1/products/${productId}/skus/${sku.id}/availabilities?country=FR`,
  );
  const availability = availabilities.items[0]!;
  tell(
    'The direct partner finds it',
    `"${product.title}" among ${products.items.length} products`,
    `plans: ${skus.items.map((one) => one.title).join(', ')}`,
    `catalogue item ${availability.catalogItemId}, terms ${availability.terms.map((term) => term.duration).join(', ')}`,
  );
  return availability.catalogItemId;
}

async function takeOnCustomer({ partner, partnerUser }: Cast, tell: Tell): Promise<string> {
  const stamp = Date.now().toString(36);
  const contact = { firstName: 'Inès', lastName: 'Quai' };
  const customer = await partner.send<{ id: string; userCredentials: { userName: string } }>('POST', '/v1/customers', {
    companyProfile: { domain: `quai-${stamp}.onmicrosoft.com` },
    billingProfile: {
      culture: 'fr-FR',
      language: 'fr',
      email: `ines@quai-${stamp}.example`,
      companyName: `Les Quais ${stamp}`,
      ...contact,
      defaultAddress: {
        country: 'FR',
        city: 'Nantes',
        postalCode: '44000',
        addressLine1: '1 quai de la Fosse',
        ...contact,
      },
    },
  });
  tell('… creates a customer', `customer ${customer.id}, administrator ${customer.userCredentials.userName}`);
  const templates = await partnerUser.get<Items<{ templateId: string; agreementType: string }>>(
    '/v1/agreements?agreementType=*',
  );
  const template = templates.items.find((one) => one.agreementType === 'MicrosoftCustomerAgreement')!;
  const dateAgreed = (await partner.get<{ now: string }>('/healthz')).now;
  await partnerUser.send('POST', `/v1/customers/${customer.id}/agreements`, {
    primaryContact: { ...contact, email: `ines@quai-${stamp}.example` },
    templateId: template.templateId,
    dateAgreed,
    type: template.agreementType,
  });
  tell('… attests that the customer accepted the customer agreement', `dated ${dateAgreed.slice(0, 10)}`);
  return customer.id;
}

async function buy({ partner }: Cast, customerId: string, catalogItemId: string, tell: Tell): Promise<Purchase> {
  const lineItems = [
    { id: 0, catalogItemId, quantity: 10, billingCycle: 'monthly', termDuration: 'P1M', friendlyName: 'Notebooks' },
  ];
  const cart = await partner.send<Cart>('POST', `/v1/customers/${customerId}/carts`, { lineItems });
  tell(
    '… puts 10 seats into a cart',
    `cart ${cart.id}, ${cart.lineItems[0]!.pricing.extendedPrice} ${cart.lineItems[0]!.currencyCode} a month`,
  );
  const done = await partner.send<CheckoutResult>('POST', `/v1/customers/${customerId}/carts/${cart.id}/checkout`);
  const order = done.orders[0]!;
  tell('… checks out', `order ${order.id}, status ${order.status}`);
  return { customerId, orderId: order.id, subscriptionId: order.lineItems[0]!.subscriptionId };
}

async function setOwnPrice({ partner }: Cast, customerTenantId: string, productId: string, tell: Tell): Promise<void> {
  const price = {
    customerTenantId,
    productId,
    skuId: '0001',
    term: 'P1M',
    billingCycle: 'monthly',
    currency: 'EUR',
    amount: '12.40',
  };
  await partner.send('POST', '/comptoir/v1/prices', price);
  tell('… sets its own price for this customer', `${price.amount} ${price.currency} a seat and month`);
}

async function activate({ partner, isv }: Cast, purchase: Purchase, tell: Tell): Promise<void> {
  const { customerId, orderId, subscriptionId } = purchase;
  const links = await partner.get<ActivationLinks>(
    `/v1/customers/${customerId}/orders/${orderId}/lineitems/0/activationlinks`,
  );
  const address = new URL(links.items[0]!.link.uri);
  const page = await fetch(address);
  if (!page.ok) throw new CallError(`the landing page answered ${page.status}: ${await page.text()}`);
  tell(
    'The activation link of the line item leads to the ISV’s landing page',
    `${address.origin}${address.pathname}?token=…`,
    `answered ${page.status}: ${/<h1>(.*?)<\/h1>/.exec(await page.text())?.[1] ?? ''}`,
  );
  const before = await subscriptionOf(partner, customerId, subscriptionId);
  const unbilled = await unbilledCharges(partner, customerId);
  tell(
    'Until the ISV acts the subscription is pending (“Action needed”) and costs nothing',
    `status ${before.status}, ${unbilled} charges`,
  );
  const version = 'api-version=2018-08-31';
  const resolved = await isv.send<{ id: string; planId: string; quantity: number }>(
    'POST',
    `/api/saas/subscriptions/resolve?${version}`,
    undefined,
    { 'x-ms-marketplace-token': address.searchParams.get('token')! },
  );
  tell(
    'The ISV resolves the token',
    `subscription ${resolved.id}, plan ${resolved.planId}, ${resolved.quantity} seats`,
  );
  await isv.send('POST', `/api/saas/subscriptions/${resolved.id}/activate?${version}`, {
    planId: resolved.planId,
    quantity: resolved.quantity,
  });
  const after = await subscriptionOf(partner, customerId, subscriptionId);
  tell(
    '… and activates through the SaaS fulfillment API',
    `status ${after.status} since ${after.effectiveStartDate}, term until ${after.commitmentEndDate?.slice(0, 10)}`,
  );
}

const subscriptionOf = (partner: Client, customerId: string, id: string) =>
  partner.get<Subscription>(`/v1/customers/${customerId}/subscriptions/${id}`);

async function unbilledCharges(partner: Client, customerId: string): Promise<number> {
  const lines = await partner.get<Items<{ customerId: string }>>(
    '/v1/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=billinglineitems&currencycode=EUR&period=current',
  );
  return lines.items.filter((line) => line.customerId === customerId).length;
}

async function passMonthEnd({ sandbox }: Cast, tell: Tell): Promise<string> {
  const { now } = await sandbox.get<{ now: string }>('/sandbox/v1/clock');
  const month = now.slice(0, 7);
  const target = Temporal.PlainYearMonth.from(month).add({ months: 1 }).toPlainDate({ day: 9 }).toString();
  const moved = await sandbox.send<{ now: string }>('POST', '/sandbox/v1/clock', { now: `${target}T00:00:00Z` });
  tell('The clock moves past the month’s end', `from ${now} to ${moved.now}`);
  return month;
}

interface WireInvoice {
  readonly id: string;
  readonly totalCharges: number;
  readonly currencyCode: string;
  readonly billingPeriodStartDate: string;
}

async function operatorInvoice({ partner, partnerUser }: Cast, month: string, tell: Tell): Promise<Agreement> {
  const invoices = await partner.get<Items<WireInvoice>>('/v1/invoices');
  const invoice = invoices.items.find((one) => one.billingPeriodStartDate.startsWith(month));
  if (!invoice) throw new Error(`there is no invoice for ${month}`);
  const lines = await partner.get<Items<{ totalForCustomer: number | string }>>(
    `/v1/invoices/${invoice.id}/lineitems?provider=onetime&invoicelineitemtype=billinglineitems`,
  );
  const pdf = await partnerUser.bytes(`/v1/invoices/${invoice.id}/documents/statement`);
  const csv = await partner.bytes(`/comptoir/v1/invoices/${invoice.id}/reconciliation`);
  const agreement = linesAgree(
    invoice.id,
    lines.items.map((line) => line.totalForCustomer),
    csv.bytes,
    String(invoice.totalCharges),
  );
  tell(
    'The operator’s invoice to the partner',
    `${invoice.id}: ${invoice.totalCharges} ${invoice.currencyCode}, ${lines.items.length} line items`,
    `PDF: ${pdf.type}, ${pdf.bytes.length} bytes (${pdf.name})`,
    `reconciliation file: ${agreement.csvRows} rows, ${agreement.columns} columns`,
  );
  return agreement;
}

async function customerInvoice({ partner }: Cast, { customerId }: Purchase, tell: Tell): Promise<Agreement> {
  const invoices = await partner.get<Items<{ id: string; total: string; currency: string; customerName: string }>>(
    `/comptoir/v1/customer-invoices?customerTenantId=${customerId}`,
  );
  const invoice = invoices.items[0];
  if (!invoice) throw new Error('there is no invoice to the customer');
  const detail = await partner.get<{ lines: { total: string }[] }>(`/comptoir/v1/customer-invoices/${invoice.id}`);
  const pdf = await partner.bytes(`/comptoir/v1/customer-invoices/${invoice.id}/document`);
  const csv = await partner.bytes(`/comptoir/v1/customer-invoices/${invoice.id}/reconciliation`);
  const agreement = linesAgree(
    invoice.id,
    detail.lines.map((line) => line.total),
    csv.bytes,
    invoice.total,
  );
  tell(
    'The partner’s invoice to the customer, at the partner’s own price',
    `${invoice.id} to ${invoice.customerName}: ${invoice.total} ${invoice.currency}`,
    `PDF: ${pdf.type}, ${pdf.bytes.length} bytes; reconciliation file: ${agreement.csvRows} rows`,
  );
  return agreement;
}
