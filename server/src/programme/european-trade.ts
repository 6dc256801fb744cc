/**
 * Countries in which the resellers of a chain are declared with the purchase (rule C9): the European Union and EFTA, as of
 * 2021-02-01, when the United Kingdom had left. Source: their treaties.
 */
const union = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK';
const efta = 'CH IS LI NO';

const countries: ReadonlySet<string> = new Set(`${union} ${efta}`.split(' '));

/** `country`: ISO 3166-1 alpha-2. */
export function declaresResellers(country: string): boolean {
  return countries.has(country.toUpperCase());
}
