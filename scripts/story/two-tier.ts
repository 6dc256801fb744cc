/**
 * The two-tier chain over the public APIs: a reseller asks a customer for itself and its provider, the customer accepts both
 * at once, the provider orders and sets its price for the reseller, and at month end each hop has its invoice.
 */
import type { ActivationLinks, Cart, CheckoutResult } from '@comptoir/contracts/partner-center/orders';
import type { World } from '@comptoir/contracts/sandbox';
import {
  applicationToken,
  CallError,
  client,
  resources,
  signedIn,
  tenantOf,
  userToken,
  type Client,
} from './client.ts';
import type { Tell } from './play.ts';

export interface TwoTierStory {
  /** What the operator bills the provider for the month, and the provider the reseller. */
  readonly toProvider: string;
  readonly toReseller: string;
}

interface Items<Item> {
  readonly items: readonly Item[];
}

export interface Cast {
  readonly origin: string;
  readonly world: World;
  readonly sandbox: Client;
  readonly provider: Client;
  readonly reseller: Reseller;
  readonly company: Company;
}

export interface Reseller {
  readonly name: string;
  readonly mpnId: string;
  /** Signed in as its global administrator. */
  readonly administrator: Client;
}

export interface Company {
  readonly id: string;
  readonly email: string;
  /** Its global administrator, signed in anew with what the organisation may by now. */
  readonly signIn: () => Promise<Client>;
  /** What a company tells that was no customer yet. */
  readonly tells?: object;
}

const offerName = 'Pilote Projets';

/** Plays the chain; throws with what was answered when a step goes wrong. */
export async function playTwoTier(origin: string, tell: Tell): Promise<TwoTierStory> {
  return playChain(await gather(origin, tell), tell);
}

/** The same with whoever they are: from the request to the customer to the invoice of each hop. */
export async function playChain(cast: Cast, tell: Tell): Promise<TwoTierStory> {
  await acceptBoth(cast, tell);
  await attest(cast, tell);
  const plan = await setPrice(cast, tell);
  const bought = await order(cast, plan, tell);
  await activate(cast, bought);
  const month = await passMonthEnd(cast, tell);
  return invoices(cast, month, tell);
}

async function gather(origin: string, tell: Tell): Promise<Cast> {
  const sandbox = client(origin);
  const world = await sandbox.get<World>('/sandbox/v1/world');
  const [provider, reseller] = [tenantOf(world, 'provider'), tenantOf(world, 'reseller')];
  const asUser = async (part: string) => client(origin, await userToken(origin, tenantOf(world, part), 'global_admin'));
  tell(
    'The two-tier cast',
    `indirect provider: ${provider.name} (${provider.country}), PartnerID ${provider.mpnId}`,
    `indirect reseller: ${reseller.name} (${reseller.country}), PartnerID ${reseller.mpnId}`,
  );
  const company = await aCompany(origin, world);
  const { name, mpnId = '' } = reseller;
  const acting = { name, mpnId, administrator: await asUser('reseller') };
  return { origin, world, sandbox, provider: await asUser('provider'), reseller: acting, company };
}

/** A company that has a tenant already, made by another partner, which stays its partner. */
async function aCompany(origin: string, world: World): Promise<Company> {
  const other = tenantOf(world, 'direct', 'FR');
  const azur = client(origin, await applicationToken(origin, other, resources.partnerCenter));
  const domain = `vela-${Date.now().toString(36)}.onmicrosoft.com`;
  const email = `noor@${domain}`;
  const made = await azur.send<{ id: string; userCredentials: { userName: string } }>('POST', '/v1/customers', {
    companyProfile: { domain },
    billingProfile: {
      culture: 'fr-FR',
      language: 'fr',
      email,
      companyName: `Atelier Vela ${domain.slice(5, 13)}`,
      firstName: 'Noor',
      lastName: 'Vela',
      defaultAddress: { country: 'FR', city: 'Rennes', postalCode: '35000', addressLine1: '2 rue du Chapitre' },
    },
  });
  const signIn = () => signedIn(origin, `${made.userCredentials.userName}@${domain}`);
  return { id: made.id, email, signIn };
}

/** One mail, one acceptance, two relationships (rule D4). */
async function acceptBoth({ world, sandbox, reseller, company }: Cast, tell: Tell): Promise<void> {
  const { id: providerTenantId, name } = tenantOf(world, 'provider');
  await reseller.administrator.send('POST', '/comptoir/v1/relationship-requests', {
    email: company.email,
    language: 'fr',
    providerTenantId,
  });
  const mails = await sandbox.get<Items<{ links: string[] }>>(`/sandbox/v1/mailbox?to=${company.email}`);
  const link = mails.items.flatMap(({ links }) => links).find((one) => one.includes('/partner-request'));
  if (!link) throw new CallError('no request came by mail');
  const [requestId, secret] = new URL(link).hash.slice(1).split('.');
  tell('The reseller invites a customer to work with it and its provider', `mail to ${company.email}, with ${name}`);
  const request = { requestId, secret };
  const told = company.tells ? { company: company.tells } : {};
  await (await company.signIn()).send('POST', '/comptoir/v1/own-partners', { request, ...told });
  const partners = await (
    await company.signIn()
  ).get<Items<{ name: string; kind: string }>>('/comptoir/v1/own-partners');
  tell(
    'A global administrator of the customer accepts, once for both',
    `its partners now: ${partners.items.map((one) => `${one.name} (${one.kind})`).join(', ')}`,
  );
}

async function attest({ provider, company }: Cast, tell: Tell): Promise<void> {
  const templates = await provider.get<Items<{ templateId: string; agreementType: string }>>(
    '/v1/agreements?agreementType=*',
  );
  const template = templates.items.find((one) => one.agreementType === 'MicrosoftCustomerAgreement')!;
  const dateAgreed = (await provider.get<{ now: string }>('/healthz')).now;
  await provider.send('POST', `/v1/customers/${company.id}/agreements`, {
    primaryContact: { firstName: 'Noor', lastName: 'Vela', email: company.email },
    templateId: template.templateId,
    dateAgreed,
    type: template.agreementType,
  });
  tell('The provider attests that the customer accepted the customer agreement', `dated ${dateAgreed.slice(0, 10)}`);
}

interface Plan {
  readonly catalogItemId: string;
  readonly productId: string;
  readonly publisherTenantId: string;
}

async function setPrice({ world, provider, reseller }: Cast, tell: Tell): Promise<Plan> {
  const { productId, publisherTenantId } = world.offers.find((one) => one.name === offerName)!;
  const found = await provider.get<Items<{ catalogItemId: string }>>(
    `/v1/products/${productId}/skus/0001/availabilities?country=FR`,
  );
  const price = {
    buyerKind: 'reseller',
    resellerMpnId: reseller.mpnId,
    productId,
    skuId: '0001',
    term: 'P1M',
    billingCycle: 'monthly',
    currency: 'EUR',
    amount: '13.10',
  };
  await provider.send('POST', '/comptoir/v1/prices', price);
  tell('… and sets its price for the reseller', `${offerName}: ${price.amount} ${price.currency} a seat and month`);
  return { catalogItemId: found.items[0]!.catalogItemId, productId, publisherTenantId };
}

interface Bought {
  readonly orderId: string;
  readonly publisherTenantId: string;
}

async function order({ reseller, provider, company }: Cast, plan: Plan, tell: Tell): Promise<Bought> {
  const { mpnId } = reseller;
  const { catalogItemId, publisherTenantId } = plan;
  const participants = [{ key: 'transaction_reseller', value: mpnId }];
  const line = { id: 0, catalogItemId, quantity: 10, billingCycle: 'monthly', termDuration: 'P1M', participants };
  const carts = `/v1/customers/${company.id}/carts`;
  const cart = await provider.send<Cart>('POST', carts, { lineItems: [line] });
  const done = await provider.send<CheckoutResult>('POST', `${carts}/${cart.id}/checkout`);
  const [placed] = done.orders;
  if (!placed) throw new CallError('the order was refused');
  tell('The provider orders for its reseller’s customer', `order ${placed.id}, reseller on record ${mpnId}`);
  return { orderId: placed.id, publisherTenantId };
}

async function activate(
  { origin, world, provider, company }: Cast,
  { orderId, publisherTenantId }: Bought,
): Promise<void> {
  const publisher = world.tenants.find(({ id }) => id === publisherTenantId)!;
  const isv = client(origin, await applicationToken(origin, publisher, resources.marketplace));
  const path = `/v1/customers/${company.id}/orders/${orderId}/lineitems/0/activationlinks`;
  const links = await provider.get<ActivationLinks>(path);
  const token = new URL(links.items[0]!.link.uri).searchParams.get('token')!;
  const version = 'api-version=2018-08-31';
  const headers = { 'x-ms-marketplace-token': token };
  const resolved = await isv.send<{ id: string; planId: string; quantity: number }>(
    'POST',
    `/api/saas/subscriptions/resolve?${version}`,
    undefined,
    headers,
  );
  const { planId, quantity } = resolved;
  await isv.send('POST', `/api/saas/subscriptions/${resolved.id}/activate?${version}`, { planId, quantity });
}

async function passMonthEnd({ sandbox }: Cast, tell: Tell): Promise<string> {
  const { now } = await sandbox.get<{ now: string }>('/sandbox/v1/clock');
  const month = now.slice(0, 7);
  const target = Temporal.PlainYearMonth.from(month).add({ months: 1 }).toPlainDate({ day: 9 }).toString();
  const moved = await sandbox.send<{ now: string }>('POST', '/sandbox/v1/clock', { now: `${target}T00:00:00Z` });
  tell('The publisher activates, and the clock moves past the month’s end', `from ${now} to ${moved.now}`);
  return month;
}

async function invoices({ provider, reseller }: Cast, month: string, tell: Tell): Promise<TwoTierStory> {
  const bills =
    await provider.get<Items<{ id: string; totalCharges: number; billingPeriodStartDate: string }>>('/v1/invoices');
  const bill = bills.items.find((one) => one.billingPeriodStartDate.startsWith(month));
  const { name } = reseller;
  const own = await provider.get<
    Items<{ id: string; month: string; total: string; currency: string; customerName: string }>
  >('/comptoir/v1/customer-invoices');
  const invoice = own.items.find((one) => one.customerName === name && one.month === month);
  if (!bill || !invoice) throw new CallError(`there are no invoices for ${month}`);
  const refused = await reseller.administrator.get('/v1/invoices').then(
    () => 'an answer',
    () => 'a refusal: the provider bills it',
  );
  tell(
    'Two hops, two invoices',
    `operator to provider: ${bill.id}, ${bill.totalCharges} EUR at list price`,
    `provider to reseller: ${invoice.id}, ${invoice.total} ${invoice.currency} at its own price`,
    `the reseller asks the operator for invoices and gets ${refused}`,
  );
  return { toProvider: String(bill.totalCharges), toReseller: invoice.total };
}
