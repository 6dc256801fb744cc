import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, expect, test } from 'vitest';
import { aBuyerOf, aChannel, anOperator, runDue, setTime, type Channel } from '../../../test/billing.ts';
import { testActor, useDatabase } from '../../../test/database.ts';
import { changeBillingProfile } from '../customers/index.ts';
import { takePart } from '../identity/index.ts';
import { createPartnerAccount } from '../partners/index.ts';
import { requireCustomer } from '../relationships/index.ts';
import { invoicesOf, renderStatement, statementOf } from './index.ts';

const works = useDatabase();
let channel: Channel;
let customer: string;

beforeAll(async () => {
  await anOperator(works);
  await setTime(works, '2027-01-10T09:00:00Z');
  channel = await aChannel(works);
  ({ customer } = await aBuyerOf(works, channel));
});

/** The customer's accounting moves. */
async function movedTo(companyName: string, addressLine1: string): Promise<void> {
  await works.as(channel.partner, async (work) => {
    const { customer: record } = await requireCustomer(work, customer);
    const { id: _, version, ...profile } = record.billingProfile;
    const person = { firstName: 'Anna', middleName: 'Maria', lastName: 'Nicot', emailAddress: 'anna@contoso.example' };
    const defaultAddress = { ...profile.defaultAddress, ...person, addressLine1, phoneNumber: '0123456789' };
    const changed = { ...profile, companyName, defaultAddress };
    await changeBillingProfile(work, { customer: record, profile: changed, version, partnerDomain: 'azur.example' });
  });
}

const sold = () => works.as(channel.partner, (work) => invoicesOf(work, { side: 'sold' }, { limit: 10 }));

async function firstPage(id: string): Promise<string> {
  const statement = await works.as(channel.partner, (work) => statementOf(work, 'sold', id));
  const pdf = await renderStatement(statement, 'en');
  const page = await (await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise).getPage(1);
  const { items } = await page.getTextContent();
  return items
    .map((item) => ('str' in item ? item.str : ''))
    .join(' ')
    .replaceAll(/\s+/g, ' ');
}

test('An invoice is made out to company and address of the customer’s billing profile, as they were on its day', async () => {
  await movedTo('Contoso Services Financiers', '5 quai Perrache');
  await setTime(works, '2027-02-01T00:00:00Z');
  await runDue(works);
  const [january] = await sold();
  const address = { addressLine1: '5 quai Perrache', city: 'Lyon', country: 'FR', postalCode: expect.any(String) };
  expect(january!.buyer).toEqual({ name: 'Contoso Services Financiers', country: 'FR', address });
  await movedTo('Contoso Holding', '9 place Bellecour');
  await setTime(works, '2027-03-01T00:00:00Z');
  await runDue(works);
  const [february, before] = await sold();
  expect(before).toEqual(january);
  expect(february!.buyer).toMatchObject({ name: 'Contoso Holding', address: { addressLine1: '9 place Bellecour' } });
  const printed = await firstPage(january!.id);
  expect(printed).toMatch(/Contoso Services Financiers 5 quai Perrache \d{5} Lyon France/);
  expect(printed).not.toContain('Bellecour');
  expect(await firstPage(february!.id)).toContain('9 place Bellecour');
});

test('An invoice to a partner has no address of a customer', async () => {
  const [bought] = await works.as(channel.partner, (work) => invoicesOf(work, { side: 'bought' }, { limit: 1 }));
  expect(bought!.buyer).toEqual({ name: expect.any(String), country: 'FR' });
});

test('A partner that is somebody’s customer too: what its own partner typed stands on that partner’s invoices alone', async () => {
  await setTime(works, '2027-03-10T09:00:00Z');
  const rival = await aChannel(works);
  const both = await aBuyerOf(works, rival);
  const partner = await works.asSystem(async (work) => {
    await takePart(work, both.customer, 'direct');
    const wishes = { mpnId: '7654321', kind: 'direct', country: 'FR', name: 'Contoso Cloud SAS' } as const;
    return createPartnerAccount(work, { ...wishes, tenantId: both.customer, agreementSignedAt: work.now });
  });
  const own = await aChannel(works, { partner: testActor(partner.tenantId, ['direct']) });
  await aBuyerOf(works, own);
  await setTime(works, '2027-04-01T00:00:00Z');
  await runDue(works);
  const listed = (of: Channel, side: 'bought' | 'sold') =>
    works.as(of.partner, (work) => invoicesOf(work, { side }, { limit: 5 }));
  expect((await listed(own, 'bought')).map(({ buyer }) => buyer)).toEqual([
    { name: 'Contoso Cloud SAS', country: 'FR' },
  ]);
  expect((await listed(own, 'sold')).map(({ seller }) => seller.name)).toEqual(['Contoso Cloud SAS']);
  expect((await listed(rival, 'sold')).map(({ buyer }) => buyer)).toMatchObject([
    { name: 'Contoso', address: { addressLine1: '1 rue de la Paix' } },
  ]);
});
