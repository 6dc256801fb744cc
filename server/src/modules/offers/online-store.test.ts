import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../test/database.ts';
import { aPartner, meteredPlan, perSeatPlan } from '../../../test/offers.ts';
import { aShelf, byolPlan, hourlyPlan } from '../../../test/shelf.ts';
import { newId, nobody, plainCsv } from '../../kernel/index.ts';
import { exportPrices, storeOfferPartners, type OfferDetail } from './index.ts';

const works = useDatabase();

test('A customer finds the partners of its region where any partner sells, and the publisher’s support where it chose', async () => {
  const { publish } = await aShelf(works);
  const partner = await aPartner(works, { name: `Rhin ${newId()}`, country: 'DE' });
  await aPartner(works, { country: 'US' });
  const who = (offer: OfferDetail, country: string) =>
    works.as(nobody, (work) => storeOfferPartners(work, offer.productId, { country, size: 50 }));
  const any = await publish('Any');
  const listed = await who(any, 'FR');
  expect(listed).toMatchObject({ sold: 'everyPartner', total: listed.items.length });
  expect(listed.items.map((one) => one.tenantId)).toContain(partner.tenantId);
  expect(new Set(listed.items.map((one) => one.region))).toEqual(new Set(['EUROPE']));
  expect(await who(any, 'IT')).toMatchObject({ sold: 'nobody', items: [] });
  const chosen = await publish('Chosen', { audience: { option: 'selected', partnerTenantIds: [partner.tenantId] } });
  expect(await who(chosen, 'FR')).toMatchObject({
    sold: 'askPublisher',
    items: [],
    support: { email: 'ada@example.com' },
  });
  expect(await who(await publish('None', { audience: { option: 'none', partnerTenantIds: [] } }), 'FR')).toMatchObject({
    sold: 'nobody',
    items: [],
  });
});

test('The price list has a row per plan, term and billing cycle, two for a trial, and no formulas', async () => {
  const { name, publish } = await aShelf(works);
  const partner = await aPartner(works);
  await publish('=HYPERLINK("x")', { plans: [{ ...perSeatPlan, trial: true }, meteredPlan] });
  await publish('Image', { plans: [hourlyPlan, byolPlan] }, 'virtualMachine');
  await publish('Elsewhere', { audience: { option: 'none', partnerTenantIds: [] } });
  const { fileName, text } = await works.as(partner, (work) =>
    exportPrices(work, { country: 'FR', language: 'fr', form: plainCsv }),
  );
  expect(fileName).toMatch(/^marketplace-prices_FR_\d{4}-\d\d-\d\d\.csv$/);
  const rows = parse<Record<string, string>>(text, { bom: true, columns: true }).filter(
    (row) => row['Publisher'] === name,
  );
  const of = (...columns: string[]) => rows.map((row) => columns.map((column) => row[column]).join('|'));
  expect(of('Title', 'Plan', 'Meter', 'Unit', 'Term', 'BillingCycle', 'Currency', 'Price', 'TrialDays')).toEqual([
    `'=HYPERLINK("x")|Team||seat|P1M|monthly|EUR|0|30`,
    `'=HYPERLINK("x")|Team||seat|P1M|monthly|EUR|12.50|`,
    `'=HYPERLINK("x")|Team||seat|P1Y|monthly|EUR|0|30`,
    `'=HYPERLINK("x")|Team||seat|P1Y|monthly|EUR|10|`,
    `'=HYPERLINK("x")|Pages||plan|P1M|monthly|EUR|99|`,
    `'=HYPERLINK("x")|Pages|Pages|page|||EUR|0.004|`,
    'Image|Hourly||vCPU hour|||EUR|0.05|',
    'Image|Byol|||||EUR||',
  ]);
  const cut = works.as(partner, (work) => exportPrices(work, { country: 'FR', language: 'fr', form: plainCsv }, 2));
  await expect(cut).rejects.toMatchObject({ code: 'PriceListTooLong' });
  const swiss = await works.as(partner, (work) =>
    exportPrices(work, { country: 'CH', language: 'fr', form: plainCsv }),
  );
  expect(swiss.text).toContain('CHF');
  // Sold in the stores there, and by no partner (rule A32).
  await publish('Everywhere', { plans: [{ ...byolPlan, markets: 'all' }] }, 'virtualMachine');
  const korean = await works.as(partner, (work) =>
    exportPrices(work, { country: 'KR', language: 'fr', form: plainCsv }),
  );
  expect(korean.text.trim().split('\n')).toHaveLength(1);
  await expect(
    works.as(partner, (work) => exportPrices(work, { country: 'ZZ', language: 'fr', form: plainCsv })),
  ).rejects.toMatchObject({
    code: 'CountryNotListed',
  });
});
