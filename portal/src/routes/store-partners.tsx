import { Button, SearchBox } from '@fluentui/react-components';
import { skills } from '@comptoir/contracts/comptoir/partners';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { FoundPages } from '../features/marketplace/found-pages.tsx';
import { useCountry } from '../features/store/country-choice.tsx';
import { PartnerCards } from '../features/store/partner-cards.tsx';
import { partnersQuery } from '../features/store/queries.ts';
import { Chips, FilterChoices } from '../ui/list-bar.tsx';
import { moreOf } from '../ui/list-more.tsx';
import { useListState, type ListState } from '../ui/list-state.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** "Find a partner": who sells to customers of a country, by name and by what they know. */
export function StorePartnersPage() {
  const t = useText();
  const state = useListState();
  const { countries, ready } = useCountry();
  const country = countries.find((code) => code === state.filters.country?.toUpperCase());
  const search = useDeferredValue(state.search.trim().slice(0, 100)) || undefined;
  const skill = skills.find((code) => code === state.filters.skill);
  const query = useInfiniteQuery({
    ...partnersQuery({ country, skill, search }),
    enabled: ready,
    placeholderData: keepPreviousData,
  });
  return (
    <Page title={t('partners.find')} purpose={t('partners.purpose')}>
      <Bar state={state} countries={countries} />
      <Loaded query={query}>
        {({ pages }) => (
          <FoundPages
            pages={pages}
            more={moreOf(query)}
            alike={t('partners.alike', { search: state.search.trim() })}
            empty={
              <EmptyState
                title={t('partners.empty')}
                text={t('list.none.text')}
                action={<Button onClick={state.clear}>{t('list.clear')}</Button>}
              />
            }
          >
            {(partners) => <PartnerCards partners={partners} level={2} />}
          </FoundPages>
        )}
      </Loaded>
    </Page>
  );
}

function Bar({ state, countries }: { state: ListState; countries: readonly string[] }) {
  const t = useText();
  const named = (id: string, label: string, values: readonly string[], name: (value: string) => string) => ({
    id,
    label,
    options: values
      .map((value) => ({ value, label: name(value) }))
      .toSorted((left, right) => t.formats.compare(left.label, right.label)),
  });
  const lines = [
    named('country', t('store.country'), countries, t.formats.country),
    named('skill', t('partners.skill'), skills, (skill) => t.maybe(`skill.${skill}`) ?? skill),
  ];
  return (
    <>
      <search className="list-bar">
        <SearchBox
          aria-label={t('partners.search')}
          placeholder={t('partners.search')}
          maxLength={100}
          value={state.search}
          onChange={(_, data) => state.setSearch(data.value)}
        />
        <FilterChoices state={state} filters={lines} />
      </search>
      <Chips state={state} filters={lines} />
    </>
  );
}
