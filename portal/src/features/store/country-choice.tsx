/** The country prices and partners are for: the address says it, else where the reader's browser is from. */
import { Field, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useLocation } from '@tanstack/react-router';
import { useText } from '../../ui/text.tsx';
import { countriesQuery } from './queries.ts';

/** `country` is undefined while it is not known, and where nobody said one. */
export function useCountry() {
  const asked = useLocation({ select: ({ search }) => search.country });
  const { data: countries, error } = useQuery(countriesQuery);
  const known = asked ?? new Intl.Locale(navigator.language).region;
  const country = countries?.find((code) => code === known?.toUpperCase());
  return { country, countries: countries ?? [], ready: countries !== undefined || error !== null };
}

export function CountryChoice({ country, countries }: { country: string | undefined; countries: readonly string[] }) {
  const t = useText();
  const navigate = useNavigate();
  const choose = (value: string) =>
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, country: value }),
      replace: true,
      resetScroll: false,
    });
  const named = countries
    .map((value) => ({ value, label: t.formats.country(value) }))
    .toSorted((left, right) => t.formats.compare(left.label, right.label));
  return (
    <Field className="field" label={t('store.country')} hint={t('store.country.hint')}>
      <Select value={country ?? ''} onChange={(_, data) => choose(data.value)}>
        {country ? null : <option value="">{t('store.country.none')}</option>}
        {named.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
