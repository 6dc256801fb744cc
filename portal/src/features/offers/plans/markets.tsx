/** Where a plan is sold: everywhere the marketplace sells, or countries that are picked, also by whole region. */
import { Checkbox, SearchBox } from '@fluentui/react-components';
import type { MarketRow } from '@comptoir/contracts/comptoir/reference';
import { useState } from 'react';
import { plain } from '../../../ui/list-rows.ts';
import { RadioInput } from '../../../ui/form/fields.tsx';
import { Section } from '../../../ui/page.tsx';
import { useText } from '../../../ui/text.tsx';
import type { PlanEditorProps } from './editor-props.ts';
import { usePlanChoices } from './choices.ts';
import { openMarkets } from './model.ts';

export function MarketFields({ kind, form, at, plan, markets, onChange }: PlanEditorProps) {
  const t = useText();
  const choices = usePlanChoices();
  const open = openMarkets(choices, kind, plan, markets);
  // Going back and forth takes nothing along: countries that were picked come back, and prices stay.
  const [picked, setPicked] = useState<readonly string[]>();
  const choose = (some: boolean) => {
    if (plan.markets !== 'all') setPicked(plan.markets);
    onChange({ ...plan, markets: some ? [...(picked ?? open.map(({ country }) => country))] : 'all' });
  };
  return (
    <Section title={t('plan.markets')} purpose={t('plan.markets.hint')}>
      <RadioInput
        form={form}
        name={`${at}.markets`}
        label={t('plan.markets')}
        unlabelled
        options={[
          { value: 'all', label: t('plan.markets.all') },
          { value: 'some', label: t('plan.markets.some') },
        ]}
        choice={{ value: plan.markets === 'all' ? 'all' : 'some', choose: (value) => choose(value === 'some') }}
      />
      {plan.markets === 'all' ? null : (
        <CountryPicker
          chosen={plan.markets}
          markets={open}
          onChange={(countries) => onChange({ ...plan, markets: countries })}
        />
      )}
    </Section>
  );
}

function CountryPicker(props: {
  chosen: readonly string[];
  markets: readonly MarketRow[];
  onChange: (countries: string[]) => void;
}) {
  const t = useText();
  const [words, setWords] = useState('');
  const chosen = new Set(props.chosen);
  // Chosen ones come first, as they were when the list was opened: nothing jumps under the hand that ticks.
  const [first] = useState(chosen);
  const named = props.markets
    .map((market) => ({ ...market, label: t.formats.country(market.country) }))
    .toSorted(
      (left, right) =>
        Number(first.has(right.country)) - Number(first.has(left.country)) ||
        t.formats.compare(left.label, right.label),
    );
  const wanted = plain(words.trim());
  const shown = named.filter(
    (market) => wanted === '' || plain(`${market.label} ${market.country} ${market.region}`).includes(wanted),
  );
  const toggle = (country: string, on: boolean) =>
    props.onChange(on ? [...props.chosen, country] : props.chosen.filter((each) => each !== country));
  return (
    <>
      <output className="quiet">{t('plan.markets.count', { count: props.chosen.length })}</output>
      <SearchBox
        aria-label={t('plan.markets.search')}
        placeholder={t('plan.markets.search')}
        value={words}
        onChange={(_, data) => setWords(data.value)}
      />
      <ul className="picker-list" aria-label={t('plan.markets')}>
        {shown.map((market) => (
          <li key={market.country}>
            <Checkbox
              label={`${market.label} · ${market.priceCurrency ?? market.partnerCurrency}`}
              checked={chosen.has(market.country)}
              onChange={(_, data) => toggle(market.country, data.checked === true)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
