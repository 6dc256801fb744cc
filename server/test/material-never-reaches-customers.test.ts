/**
 * What a publisher gives to partners never reaches a customer (rules A23, H9; COL-03). An offer is full of texts that
 * exist nowhere else; then every declared route is called as somebody without a token and as the customer that bought
 * it, and everything a customer is sent is read. The same walk as the partner finds the texts: it would see a leak.
 */
import type { Offer } from '@comptoir/contracts/comptoir/offers';
import type { ActivationLinks, Cart, CheckoutResult } from '@comptoir/contracts/partner-center/orders';
import type { World } from '@comptoir/contracts/sandbox';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applicationToken, client, resources, tenantOf, userToken, type Client } from '../../scripts/story/client.ts';
import { storyOffer } from '../../scripts/story/offer.ts';
import { declaredRoutes, type DeclaredRoute } from '../src/main.ts';
import { startTestServer, type TestServer } from './server.ts';
import { filledPath, walkRoutes, type WalkAnswer } from './walk.ts';

/** Texts for partners alone, each a word that nothing else holds. */
const forPartners = {
  contactName: 'Zwischenhaendlerkontakt',
  contactEmail: 'kanalvertrieb@atelier-logiciel.example',
  contactPhone: '+33199887766',
  marketingUrl: 'https://www.atelier-logiciel.example/kanalvertrieb-unterlagen',
  fileTitle: 'Handelsspannenleitfaden',
  fileName: 'Handelsspannentabelle.txt',
  fileContent: 'Handelsspanneninhalt',
  linkTitle: 'Vertriebsschulung',
  link: 'https://www.atelier-logiciel.example/vertriebsschulung',
  noticeTitle: 'Lieferkettenstoerung',
  noticeText: 'Lieferkettenstoerungstext',
  noticeUpdate: 'Lieferkettenstoerungsnachtrag',
} as const;
/** For the publisher's own eyes: partners see what it does to their prices (F26). */
const privateOfferName = 'Sondermargenvereinbarung';
/** 100.10 less 37.7 %; the customer pays what the partner asks. */
const prices = { list: '100.10', discount: '37.7', wholesale: '62.36', customer: '93.19' } as const;

let server: TestServer;
let world: World;
let routes: readonly DeclaredRoute[];
let known: Record<string, string>;
let customer: World['tenants'][number];
let publisher: Client;
let partner: Client;

beforeAll(async () => {
  server = await startTestServer();
  const { origin } = server;
  world = await client(origin).get<World>('/sandbox/v1/world');
  routes = (await declaredRoutes(server.context.config)).filter((route) => route.surface !== 'sandbox');
  publisher = client(
    origin,
    await applicationToken(origin, tenantOf(world, 'publisher', 'FR'), resources.partnerCenter),
  );
  partner = client(origin, await applicationToken(origin, tenantOf(world, 'direct', 'FR'), resources.partnerCenter));
  const offer = await publishOffer();
  const ids = await giveMaterial(offer.offerId);
  const privateOfferId = await giveMargin(offer.offerId);
  known = {
    ...ids,
    ...(await sell(offer.productId)),
    offerId: offer.offerId,
    productId: offer.productId,
    privateOfferId,
  };
}, 120_000);
afterAll(() => server.stop());

async function publishOffer(): Promise<Offer> {
  const { id: tenantId, apps } = tenantOf(world, 'publisher', 'FR');
  const story = storyOffer({ origin: server.origin, tenantId, applicationId: apps[0]!.clientId });
  const [team, ...others] = story.plans;
  const document = {
    ...story,
    contacts: {
      ...story.contacts,
      cspProgramme: {
        name: forPartners.contactName,
        email: forPartners.contactEmail,
        phone: forPartners.contactPhone,
      },
    },
    cspMarketingUrl: forPartners.marketingUrl,
    plans: [{ ...team!, prices: team!.prices.map((price) => ({ ...price, amount: prices.list })) }, ...others],
  };
  const draft = await publisher.send<Offer>('POST', '/comptoir/v1/offers', {
    externalId: 'nur-fuer-partner',
    kind: 'saas',
    name: 'Carnet',
  });
  const path = `/comptoir/v1/offers/${draft.offerId}`;
  const saved = await publisher.send<Offer>('PUT', `${path}/draft`, { revision: draft.revision, document });
  await publisher.send('POST', `${path}/publish`, { revision: saved.revision });
  return draft;
}

async function giveMaterial(offerId: string): Promise<Record<string, string>> {
  const path = `/comptoir/v1/offers/${offerId}`;
  const query = new URLSearchParams({
    kind: 'salesMaterial',
    language: 'none',
    title: forPartners.fileTitle,
    fileName: forPartners.fileName,
  });
  const token = await applicationToken(server.origin, tenantOf(world, 'publisher', 'FR'), resources.partnerCenter);
  const uploaded = await fetch(`${server.origin}${path}/material/files?${query.toString()}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain' },
    body: forPartners.fileContent,
  });
  const { id: materialId } = (await uploaded.json()) as { id: string };
  await publisher.send('POST', `${path}/material`, {
    kind: 'training',
    language: 'fr',
    title: forPartners.linkTitle,
    link: forPartners.link,
  });
  const { id: noticeId } = await publisher.send<{ id: string }>('POST', `${path}/notices`, {
    kind: 'outage',
    title: forPartners.noticeTitle,
    text: forPartners.noticeText,
  });
  await publisher.send('POST', `${path}/notices/${noticeId}/updates`, { text: forPartners.noticeUpdate });
  return { materialId, noticeId };
}

async function giveMargin(offerId: string): Promise<string> {
  const root = '/comptoir/v1/private-offers';
  const created = await publisher.send<{ privateOfferId: string; revision: number; document: object }>('POST', root, {
    name: privateOfferName,
  });
  const path = `${root}/${created.privateOfferId}`;
  const partnerTenantId = tenantOf(world, 'direct', 'FR').id;
  const document = {
    ...created.document,
    preparedBy: 'paul@atelier-logiciel.example',
    start: 'asSoonAsPossible',
    end: '2027-12-31',
    notificationContacts: ['channel@atelier-logiciel.example'],
    beneficiaries: [{ partnerTenantId, customerTenantIds: [] }],
    pricing: [{ offerId, discountPercentage: prices.discount }],
  };
  const saved = await publisher.send<{ revision: number }>('PUT', `${path}/draft`, {
    revision: created.revision,
    document,
  });
  await publisher.send('POST', `${path}/submit`, { revision: saved.revision });
  // Partners have it a quarter of an hour later (rule A30).
  await client(server.origin).send('POST', '/sandbox/v1/clock', { advance: 'PT1H' });
  return created.privateOfferId;
}

interface Items {
  readonly items: readonly Record<string, never>[];
}

/** Sells one seat to a customer, activates it and passes the month's end; answers the ids of all of it. */
async function sell(productId: string): Promise<Record<string, string>> {
  customer = tenantOf(world, 'customer', 'FR');
  const customerId = customer.id;
  const root = `/v1/customers/${customerId}`;
  const { items } = await partner.get<Items>(`/v1/products/${productId}/skus/0001/availabilities?country=FR`);
  const lineItems = [
    { catalogItemId: String(items[0]!['catalogItemId']), quantity: 1, billingCycle: 'monthly', termDuration: 'P1M' },
  ];
  const cart = await partner.send<Cart>('POST', `${root}/carts`, { lineItems });
  const { orders } = await partner.send<CheckoutResult>('POST', `${root}/carts/${cart.id}/checkout`);
  const { id: orderId, lineItems: lines } = orders[0]!;
  const price = { customerTenantId: customerId, productId, skuId: '0001', term: 'P1M', billingCycle: 'monthly' };
  await partner.send('POST', '/comptoir/v1/prices', { ...price, currency: 'EUR', amount: prices.customer });
  const { subscriptionId } = lines[0]!;
  const links = await partner.get<ActivationLinks>(`${root}/orders/${orderId}/lineitems/0/activationlinks`);
  const token = new URL(links.items[0]!.link.uri).searchParams.get('token')!;
  await (
    await isv()
  ).send('POST', '/api/saas/subscriptions/resolve?api-version=2018-08-31', undefined, {
    'x-ms-marketplace-token': token,
  });
  await (
    await isv()
  ).send('POST', `/api/saas/subscriptions/${subscriptionId}/activate?api-version=2018-08-31`, {
    planId: 'team',
    quantity: 1,
  });
  const { now } = await client(server.origin).get<{ now: string }>('/sandbox/v1/clock');
  const month = now.slice(0, 7);
  const later = Temporal.PlainYearMonth.from(month).add({ months: 1 }).toPlainDate({ day: 9 }).toString();
  await client(server.origin).send('POST', '/sandbox/v1/clock', { now: `${later}T00:00:00Z` });
  partner = client(
    server.origin,
    await applicationToken(server.origin, tenantOf(world, 'direct', 'FR'), resources.partnerCenter),
  );
  const invoiceId = String((await partner.get<Items>('/v1/invoices')).items[0]!['id']);
  const invoices = await partner.get<Items>(`/comptoir/v1/customer-invoices?customerTenantId=${customerId}`);
  const customerInvoiceId = String(invoices.items[0]!['id']);
  return { customerId, cartId: cart.id, orderId, subscriptionId, invoiceId, customerInvoiceId, month };
}

const isv = async () =>
  client(
    server.origin,
    await applicationToken(server.origin, tenantOf(world, 'publisher', 'FR'), resources.marketplace),
  );

/** A route's addresses: strict routes refuse what they do not know, others need their query. */
function addressesOf(route: DeclaredRoute): readonly string[] {
  const { url, surface } = route;
  const invoiceId = url.includes('customer-invoices') ? known['customerInvoiceId']! : known['invoiceId']!;
  const more = {
    invoiceId,
    id: surface === 'saas-fulfillment' ? known['subscriptionId']! : invoiceId,
    skuId: '0001',
    number: '1',
    lineNumber: '0',
    tenant: customer.id,
    provider: 'OneTime',
    lineItemType: 'BillingLineItems',
    type: 'BillingLineItems',
  };
  const path = filledPath(url, { ...known, ...more });
  if (route.method !== 'GET') return [path];
  if (surface === 'saas-fulfillment') return [`${path}?api-version=2018-08-31`];
  const month = known['month']!;
  return [
    path,
    `${path}?country=FR`,
    `${path}?search=Carnet`,
    `${path}?month=${month}`,
    `${path}?country=FR&targetView=MarketplaceSaaS&currencycode=EUR&provider=onetime&invoicelineitemtype=billinglineitems&period=previous`,
  ];
}

/** The wholesale price as any answer could write it, and never as a part of a longer number. */
const wholesale = new RegExp(String.raw`(?<![\d.])${prices.wholesale.replace('.', '[.,]')}`);
const secrets: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries(
    Object.entries(forPartners).map(([name, text]) => [name, new RegExp(RegExp.escape(text), 'i')]),
  ),
  privateOfferName: new RegExp(privateOfferName, 'i'),
  wholesale,
  discount: /(?<![\d.])37[.,]7(?!\d)/,
};

/** Which secrets an answer holds, by name. An address may write them in its own way, JSON in another. */
function secretsIn(text: string): string[] {
  const plain = text.replaceAll('\\/', '/').replaceAll('%40', '@').replaceAll('%2F', '/').replaceAll('%3A', ':');
  return Object.entries(secrets).flatMap(([name, secret]) => (secret.test(plain) ? [name] : []));
}

const leaks = (answers: readonly WalkAnswer[]) =>
  answers.flatMap(({ route, text }) => secretsIn(text).map((secret) => `${route}: ${secret}`));

/** Of a link that somebody was sent: without what stands in it there is nothing. */
const bySecret: ReadonlySet<string> = new Set(['/comptoir/v1/partner-link']);

test('COL-03 nobody without a token finds partners’ material at any declared route, the store included', async () => {
  const answers = await walkRoutes(server.origin, routes, addressesOf);
  expect(leaks(answers)).toEqual([]);
  const open = routes.filter(
    ({ access, surface, method, url }) =>
      access.permission === 'public' && surface === 'comptoir' && method === 'GET' && !bySecret.has(url),
  );
  expect(open.length).toBeGreaterThan(2);
  for (const { url } of open) {
    const found = answers.filter(({ route, status }) => route === `GET ${url}` && status === 200);
    expect(found.length, `${url} shows something`).toBeGreaterThan(0);
  }
  // The offer itself is there: what is missing is missing on purpose.
  const shown = answers.filter(({ route, status }) => route.includes('/store/offers') && status === 200);
  expect(shown.some(({ text }) => text.includes('Carnet de quai') || text.includes('Quay Notebook'))).toBe(true);
});

test('COL-03 the customer that bought the offer finds none of it at any declared route, reading or writing', async () => {
  const token = await userToken(server.origin, customer, 'global_admin');
  const answers = await walkRoutes(server.origin, routes, addressesOf, token);
  expect(leaks(answers)).toEqual([]);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(2);
});

test('COL-03 nothing that is sent to the customer holds any of it: mails, invoices in every form, agreements', async () => {
  const mails = await server.context.pools.owner.query<{ recipient: string; words: string }>(
    `select recipient, concat_ws(' ', subject, text, html, links::text) as words from mail`,
  );
  const customers = world.tenants.filter(({ parts }) => parts.includes('customer'));
  const domains = customers.map(({ domain }) => domain.replace('.onmicrosoft.com', ''));
  const [toCustomers, toOthers] = [true, false].map((wanted) =>
    mails.rows.filter(({ recipient }) => domains.some((name) => recipient.includes(`@${name}.`)) === wanted),
  );
  expect(toCustomers!.length).toBeGreaterThan(0);
  // The partner's own mails tell its margin: this would see it.
  expect(toOthers!.flatMap(({ words }) => secretsIn(words))).toContain('discount');
  const sent = toCustomers!.map(({ words }) => words);
  const invoice = `/comptoir/v1/customer-invoices/${known['customerInvoiceId']!}`;
  sent.push(JSON.stringify(await partner.get(invoice)));
  sent.push((await partner.bytes(`${invoice}/reconciliation`)).bytes.toString('utf8'));
  const pdf = await textOfPdf((await partner.bytes(`${invoice}/document`)).bytes);
  expect(pdf).toMatch(/93[.,]19/);
  expect([...sent, pdf].flatMap(secretsIn)).toEqual([]);
});

test('COL-03 what the publisher’s landing page learns of the purchase, and could show to the customer, holds none of it', async () => {
  const token = await applicationToken(server.origin, tenantOf(world, 'publisher', 'FR'), resources.marketplace);
  const reads = routes.filter(({ surface, method }) => surface === 'saas-fulfillment' && method === 'GET');
  const answers = await walkRoutes(server.origin, reads, addressesOf, token);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(1);
  expect(leaks(answers)).toEqual([]);
});

test('COL-02 the same walk as the partner, and as the publisher, finds every one of these texts', async () => {
  const reads = routes.filter(({ method }) => method === 'GET');
  const azur = tenantOf(world, 'direct', 'FR');
  const token = await userToken(server.origin, azur, 'global_admin');
  const seen = await walkRoutes(server.origin, reads, addressesOf, token);
  const found = new Set(seen.flatMap(({ text }) => secretsIn(text)));
  expect([...Object.keys(forPartners), 'wholesale', 'discount'].filter((secret) => !found.has(secret))).toEqual([]);
  // Its name is the publisher's own (F26).
  expect(found.has('privateOfferName')).toBe(false);
  const own = await applicationToken(server.origin, tenantOf(world, 'publisher', 'FR'), resources.partnerCenter);
  const answers = await walkRoutes(server.origin, reads, addressesOf, own);
  expect(answers.some(({ text }) => secretsIn(text).includes('privateOfferName'))).toBe(true);
});

async function textOfPdf(bytes: Buffer): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.flatMap((item) => ('str' in item ? [item.str] : [])).join(' '));
  }
  return pages.join('\n');
}
