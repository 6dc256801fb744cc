/**
 * Makes `server/src/programme/data/csp-markets.json` from the collected table of CSP markets (columns as in the
 * project's reference data: iso2, country, region_code, …). The table says what was listed in August 2023; what the list
 * of April 2021 said differently (programme rules C1, C8) is added here as rows with dates.
 *
 *   node scripts/csp-markets.ts <csp-markets.csv>
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** The list of 2021-04-15 held until the one of 2023-08-17; the days between are not documented (decision 0003). */
const lastDayOfOldList = '2023-08-16';
const firstDayOfNewList = '2023-08-17';

/** What the older list said, by country: rule C8. `absent` was not listed. */
const before: Readonly<Record<string, 'absent' | Readonly<Record<string, string>>>> = {
  AS: { regionCode: 'NEWZEALAND', region: 'New Zealand', partnerCurrency: 'NZD' },
  GU: { regionCode: 'AUSTRALIA', region: 'Australia', partnerCurrency: 'AUD' },
  MP: { regionCode: 'AUSTRALIA', region: 'Australia', partnerCurrency: 'AUD' },
  FO: { partnerCurrency: 'EUR' },
  BR: { partnerCurrency: 'USD' },
  CN: 'absent',
};

/** Fields of one CSV line; quotes enclose fields that hold commas. */
function fieldsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

function marketRows(csv: string): Record<string, unknown>[] {
  const [head, ...lines] = csv.trim().split(/\r?\n/);
  const names = fieldsOf(head!);
  return lines.flatMap((line) => {
    const fields = fieldsOf(line);
    const cell = (name: string) => fields[names.indexOf(name)] ?? '';
    const currency = cell('marketplace_price_currency');
    const row = {
      country: cell('iso2'),
      name: cell('country'),
      regionCode: cell('region_code'),
      region: cell('region'),
      partnerCurrency: cell('partner_currency_new_commerce'),
      sale: cell('marketplace_sale_country') === 'yes',
      priceCurrency: /^[A-Z]{3}$/.test(currency) ? currency : '',
      endCustomerTax: cell('marketplace_end_customer_tax'),
      registrationIdRequired: cell('registration_id_required') === 'yes',
      addressValidated: cell('manual_address_validated') === 'yes',
    };
    if (cell('listed_2023_08') === 'no') return [{ ...row, validTo: lastDayOfOldList }];
    const old = before[row.country];
    if (!old) return [row];
    const now = { ...row, validFrom: firstDayOfNewList };
    return old === 'absent' ? [now] : [{ ...row, ...old, validTo: lastDayOfOldList }, now];
  });
}

const rows = marketRows(readFileSync(process.argv[2]!, 'utf8'));
const target = new URL('../server/src/programme/data/csp-markets.json', import.meta.url);
writeFileSync(target, `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`);
