/** What offers are found by, for partners and in the store: words, and filters that say how many each value has. */
import { Button, SearchBox, Select } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { SearchFilters } from '@comptoir/contracts/comptoir/marketplace';
import { offerCategory, offerKind } from '@comptoir/contracts/comptoir/offers';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { ListState } from '../../ui/list-state.ts';
import { useText } from '../../ui/text.tsx';

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
  readonly choices: readonly Choice[];
}

function useFilterLines(found: SearchFilters | undefined, countries: readonly string[] | undefined): FilterLine[] {
  const t = useText();
  const byLabel = (left: Choice, right: Choice) => t.formats.compare(left.label, right.label);
  return [
    {
      id: 'kind',
      label: t('marketplace.kind'),
      choices: (found?.kinds ?? []).map((one) => ({ ...one, label: t(`offerKind.${one.value}`) })).toSorted(byLabel),
    },
    {
      id: 'category',
      label: t('marketplace.category'),
      choices: (found?.categories ?? [])
        .map((one) => ({ ...one, label: t(`category.${one.value}`) }))
        .toSorted(byLabel),
    },
    {
      id: 'publisher',
      label: t('marketplace.publisher'),
      choices: (found?.publishers ?? []).map(({ name, ...one }) => ({ ...one, label: name })),
    },
    ...(countries
      ? [
          {
            id: 'country',
            label: t('store.country'),
            choices: countries.map((value) => ({ value, label: t.formats.country(value) })).toSorted(byLabel),
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
        {lines.map((line) => (
          <Select
            key={line.id}
            aria-label={line.label}
            value={state.filters[line.id] ?? ''}
            onChange={(_, data) => state.setFilter(line.id, data.value || undefined)}
          >
            <option value="">{t('list.filter.all', { filter: line.label })}</option>
            {withChosen(line, state.filters[line.id]).map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.offers === undefined
                  ? choice.label
                  : t('marketplace.filter.count', { label: choice.label, count: choice.offers })}
              </option>
            ))}
          </Select>
        ))}
      </search>
      <FilterChips state={state} lines={lines} />
    </>
  );
}

/** What was chosen stays to be seen, although nothing is found under it now. */
function withChosen({ choices }: FilterLine, chosen: string | undefined): readonly Choice[] {
  if (!chosen || choices.some((choice) => choice.value === chosen)) return choices;
  return [...choices, { value: chosen, label: chosen }];
}

export function FilterChips(props: { state: ListState; lines: readonly FilterLine[] }) {
  const t = useText();
  const chosen = props.lines.filter((line) => props.state.filters[line.id]);
  if (chosen.length === 0) return null;
  return (
    <ul className="chips" aria-label={t('list.filters')}>
      {chosen.map((line) => {
        const value = props.state.filters[line.id];
        const label = line.choices.find((choice) => choice.value === value)?.label ?? value;
        const words = `${line.label} – ${label}`;
        return (
          <li key={line.id}>
            <Button
              size="small"
              icon={<DismissRegular />}
              iconPosition="after"
              aria-label={t('list.filter.remove', { filter: words })}
              onClick={() => props.state.setFilter(line.id, undefined)}
            >
              {words}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
