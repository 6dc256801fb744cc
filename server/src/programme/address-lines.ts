/** A postal address as it is written on a document, below the name and above the country. Pure. */

export interface PostalAddress {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  readonly addressLine1: string;
  readonly addressLine2?: string | undefined;
  readonly addressLine3?: string | undefined;
  readonly district?: string | undefined;
  readonly city: string;
  readonly state?: string | undefined;
  readonly postalCode?: string | undefined;
}

/** Countries whose post wants the code behind the city, by Google's open-source address metadata; elsewhere it goes first. */
const codeLast = new Set(
  'AU BD BH BM BN BR CA CO EG GB ID IE IN JM JO KE KH LV MT NG NP NZ PK PR SA SG TH US VN ZA'.split(' '),
);

/** Lines in the order of the country's post; empty parts are left out. */
export function addressLines(address: PostalAddress): readonly string[] {
  const { addressLine1, addressLine2, addressLine3, district, city, state, postalCode, country } = address;
  const place = codeLast.has(country)
    ? [[city, state].filter(Boolean).join(', '), postalCode]
    : [postalCode, city, state && `(${state})`];
  return [addressLine1, addressLine2, addressLine3, district, place.filter(Boolean).join(' ')].filter(
    (line): line is string => Boolean(line),
  );
}
