/** Countries to choose from, by their names. */
import { useQuery } from '@tanstack/react-query';
import { useText } from '../../ui/text.tsx';
import { useMe } from '../account/me.ts';
import { marketsQuery } from './queries.ts';

/** The organisation's own is among them before the list is loaded. */
export function useCountries() {
  const t = useText();
  const me = useMe();
  const markets = useQuery(marketsQuery).data?.items ?? [];
  const codes = new Set([me.tenant.country, ...markets.map((market) => market.country)]);
  return [...codes]
    .map((value) => ({ value, label: t.formats.country(value) }))
    .toSorted((left, right) => t.formats.compare(left.label, right.label));
}
