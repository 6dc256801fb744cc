/** Prices of single markets: a country whose price is not that of its currency. */
import { Select } from '@fluentui/react-components';
import { useState } from 'react';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Column } from '../../../ui/list-rows.ts';
import { termText } from '../../../ui/cycles.ts';
import { useText } from '../../../ui/text.tsx';
import type { PlanEditorProps } from './editor-props.ts';
import { amountOf, currencyRows, withAmount } from './model.ts';
import { AmountInput } from './price-table.tsx';

interface OwnPrice {
  readonly country: string;
  readonly currency: string;
}

export function MarketPrices(props: PlanEditorProps) {
  const { plan, markets, onChange } = props;
  const t = useText();
  // A country is shown from the moment it is added, before its first amount.
  const [added, setAdded] = useState<readonly string[]>([]);
  const named = new Set([...plan.prices.flatMap((price) => price.market ?? []), ...added]);
  const all = currencyRows(plan, markets)
    .flatMap(({ currency, countries }) => countries.map((country): OwnPrice => ({ country, currency })))
    .toSorted((left, right) => t.formats.compare(t.formats.country(left.country), t.formats.country(right.country)));
  const rows = all.filter(({ country }) => named.has(country));
  const columns = useColumns(props, (country) => {
    setAdded(added.filter((each) => each !== country));
    onChange({ ...plan, prices: plan.prices.filter((price) => price.market !== country) });
  });
  return (
    <div className="stack-small">
      <h3>{t('marketPrice.title')}</h3>
      <p className="quiet">{t('marketPrice.hint')}</p>
      {rows.length > 0 ? (
        <Table name={t('marketPrice.title')} rows={rows} rowKey={(row) => row.country} columns={columns} />
      ) : null}
      <AddMarket
        countries={all.filter(({ country }) => !named.has(country))}
        onAdd={(country) => setAdded([...added, country])}
      />
    </div>
  );
}

function AddMarket({ countries, onAdd }: { countries: readonly OwnPrice[]; onAdd: (country: string) => void }) {
  const t = useText();
  const [chosen, setChosen] = useState('');
  return (
    <div className="commands">
      <Select aria-label={t('marketPrice.country')} value={chosen} onChange={(_, data) => setChosen(data.value)}>
        <option value="">{t('marketPrice.choose')}</option>
        {countries.map(({ country, currency }) => (
          <option key={country} value={country}>
            {t.formats.country(country)} · {currency}
          </option>
        ))}
      </Select>
      <ActionButton
        unless={chosen ? undefined : t('marketPrice.choose.first')}
        onAct={() => {
          onAdd(chosen);
          setChosen('');
        }}
      >
        {t('marketPrice.add')}
      </ActionButton>
    </div>
  );
}

function useColumns(
  { plan, onChange }: PlanEditorProps,
  onRemove: (country: string) => void,
): readonly Column<OwnPrice>[] {
  const t = useText();
  return [
    { id: 'country', header: t('marketPrice.country'), text: ({ country }) => t.formats.country(country) },
    { id: 'currency', header: t('price.currency'), text: ({ currency }) => currency },
    ...plan.terms.map(({ term, billingCycle }): Column<OwnPrice> => {
      const header = termText(t, term, billingCycle);
      const key = ({ country, currency }: OwnPrice) => ({ term, billingCycle, currency, market: country });
      return {
        id: term,
        header,
        text: (row) => amountOf(plan, key(row)),
        cell: (row) => (
          <AmountInput
            label={t('price.label', { currency: t.formats.country(row.country), name: header })}
            value={amountOf(plan, key(row))}
            onChange={(amount) => onChange(withAmount(plan, key(row), amount))}
            placeholder={amountOf(plan, { term, billingCycle, currency: row.currency })}
            digits={3}
          />
        ),
      };
    }),
    {
      id: 'remove',
      header: t('word.actions'),
      text: () => '',
      cell: ({ country }) => (
        <ActionButton size="small" subtle of={t.formats.country(country)} onAct={() => onRemove(country)}>
          {t('action.remove')}
        </ActionButton>
      ),
    },
  ];
}
