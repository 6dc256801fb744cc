import { beforeAll, expect, test } from 'vitest';
import { aBuyerOf, aChannel, anOperator } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { aPartner } from '../../../test/offers.ts';
import { connect } from '../../../test/partners.ts';
import { partnerAccountOf } from '../partners/index.ts';
import { setSupportContact, supportContactOf } from './index.ts';

const works = useDatabase();
beforeAll(async () => {
  await anOperator(works);
});

test('Section 5.5 A provider names a reseller that it works with, by tenant and PartnerID, and takes it back; strangers are refused', async () => {
  const partner = await aPartner(works, { name: 'Delta', kind: 'provider' });
  const channel = await aChannel(works, { partner });
  const { customer, subscription } = await aBuyerOf(works, channel);
  const [reseller, stranger] = [
    await aPartner(works, { name: 'Île ß 株', kind: 'reseller' }),
    await aPartner(works, { name: 'Fremd', kind: 'reseller' }),
  ];
  await connect(works, partner, reseller);
  const account = (id: string) => works.asSystem((work) => partnerAccountOf(work, id));
  const read = () => works.as(partner, (work) => supportContactOf(work, customer, subscription));
  const name = (tenantId: string, mpnId: string) =>
    works.runner.run({ actor: partner, system: true }, (work) =>
      setSupportContact(work, customer, subscription, { tenantId, mpnId }),
    );
  const own = await account(partner.tenantId);
  expect(await read()).toEqual({ tenantId: own.tenantId, mpnId: own.mpnId, name: 'Delta' });
  const { mpnId } = await account(reseller.tenantId);
  const contact = { tenantId: reseller.tenantId, mpnId, name: 'Île ß 株' };
  expect(await name(reseller.tenantId.toUpperCase(), mpnId)).toEqual(contact);
  expect(await read()).toEqual(contact);
  const other = await account(stranger.tenantId);
  for (const [tenantId, id] of [
    [stranger.tenantId, other.mpnId],
    [stranger.tenantId, mpnId],
    [reseller.tenantId, own.mpnId],
    ['no tenant', ''],
  ] as const) {
    await expect(name(tenantId, id)).rejects.toMatchObject({ code: 'SupportContactRefused' });
  }
  expect(await read()).toEqual(contact);
  await name(own.tenantId, own.mpnId);
  expect(await read()).toMatchObject({ tenantId: own.tenantId });
});
