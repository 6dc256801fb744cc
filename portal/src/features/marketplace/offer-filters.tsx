/** What offers are found by, for partners and in the store: words, and filters that say how many each value has. */
import { SearchBox } from '@fluentui/react-components';
import type { SearchFilters } from '@comptoir/contracts/comptoir/marketplace';
import { offerCategory, offerKind } from '@comptoir/contracts/comptoir/offers';
import { guid } from '@comptoir/contracts/comptoir/words';
import { Chips, FilterChoices } from '../../ui/list-bar.tsx';
import type { Filter } from '../../ui/list-rows.ts';
import type { ListState } from '../../ui/list-state.ts';
import { useText, type Text } from '../../ui/text.tsx';

/** The filters that are in the address, as the server takes them; what it would not understand is left out. */
export function offerWish({ search, filters }: ListState) {
  return {
    search: search.trim().slice(0, 100) || undefined,
    kind: offerKind.safeParse(filters.kind).data,
    category: offerCategory.safeParse(filters.category).data,
    publisher: guid.safeParse(filters.publisher).data,
  };
}

interface Choice {
  readonly value: string;
  readonly label: string;
  /** Absent where it is not known. */
  readonly offers?: number;
}

interface FilterLine {
  readonly id: string;
  readonly label: string;
  readonly options: readonly Choice[];
}

function useFilterLines(found: SearchFilters | undefined, countries: readonly string[] | undefined): FilterLine[] {
  const t = useText();
  const byLabel = (left: Choice, right: Choice) => t.formats.compare(left.label, right.label);
  return [
    {
      id: 'kind',
      label: t('marketplace.kind'),
      options: (found?.kinds ?? []).map((one) => ({ ...one, label: t(`offerKind.${one.value}`) })).toSorted(byLabel),
    },
    {
      id: 'category',
      label: t('marketplace.category'),
      options: (found?.categories ?? [])
        .map((one) => ({ ...one, label: t(`category.${one.value}`) }))
        .toSorted(byLabel),
    },
    {
      id: 'publisher',
      label: t('marketplace.publisher'),
      options: (found?.publishers ?? []).map(({ name, ...one }) => ({ ...one, label: name })),
    },
    ...(countries
      ? [
          {
            id: 'country',
            label: t('store.country'),
            options: countries.map((value) => ({ value, label: t.formats.country(value) })).toSorted(byLabel),
          },
        ]
      : []),
  ];
}

interface OfferFiltersProps {
  readonly state: ListState;
  /** Names the search box. */
  readonly label: string;
  /** Values of the filters that something is found under; undefined while not known. */
  readonly found: SearchFilters | undefined;
  /** Offered as a filter where given. */
  readonly countries?: readonly string[] | undefined;
}

export function OfferFilters({ state, label, found, countries }: OfferFiltersProps) {
  const t = useText();
  const lines = useFilterLines(found, countries);
  return (
    <>
      <search className="list-bar">
        <SearchBox
          aria-label={label}
          placeholder={label}
          maxLength={100}
          value={state.search}
          onChange={(_, data) => state.setSearch(data.value)}
        />
        <FilterChoices state={state} filters={lines.map((line) => withChosen(t, line, state.filters[line.id]))} />
      </search>
      <Chips state={state} filters={lines} />
    </>
  );
}

/** With how much is found under each; what was chosen stays to be seen, although nothing is found under it now. */
function withChosen(t: Text, line: FilterLine, chosen: string | undefined): Filter {
  const counted = line.options.map(({ value, label, offers }) => ({
    value,
    label: offers === undefined ? label : t('marketplace.filter.count', { label, count: offers }),
  }));
  const there = !chosen || counted.some(({ value }) => value === chosen);
  return { ...line, options: there ? counted : [...counted, { value: chosen, label: chosen }] };
}
