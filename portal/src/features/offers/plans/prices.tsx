/** Prices of a plan: for each currency of its markets, or once in US dollars from which the others are converted. */
import { Field } from '@fluentui/react-components';
import type { OfferPlan } from '@comptoir/contracts/comptoir/offers';
import { ActionButton } from '../../../ui/action-button.tsx';
import { RadioInput } from '../../../ui/form/fields.tsx';
import { Section } from '../../../ui/page.tsx';
import { termText } from '../../../ui/cycles.ts';
import { useText, type TextId } from '../../../ui/text.tsx';
import type { PlanEditorProps } from './editor-props.ts';
import { MarketPrices } from './market-prices.tsx';
import { amountOf, currencyRows, hasTerms, unconverted, withAmount, withCurrency, type CurrencyRow } from './model.ts';
import { Message } from '../../../ui/message.tsx';
import { AmountInput, PriceTable, type PriceColumn } from './price-table.tsx';

const purposes = {
  perSeat: 'plan.prices.perSeat',
  flat: 'plan.prices.flat',
  hourly: 'plan.prices.hourly',
} as const satisfies Partial<Record<OfferPlan['pricingModel'], TextId>>;

export function PriceFields(props: PlanEditorProps) {
  const { plan, markets, problem } = props;
  const t = useText();
  const columns = usePriceColumns(props);
  const rows = currencyRows(plan, markets);
  if (rows.length === 0 || columns.length === 0) {
    return (
      <Section title={t('plan.prices')}>
        <p className="quiet">{t(hasTerms(plan) ? 'plan.prices.later' : 'plan.prices.later.markets')}</p>
      </Section>
    );
  }
  const wrong = problem('prices') ?? problem('hourlyPrices');
  const digits = hasTerms(plan) ? 3 : 6;
  const usd = plan.priceInput === 'usd';
  const shown = usd ? rows.filter((row) => row.currency !== 'USD') : rows;
  // Saving has converted what it could.
  const noRate = usd && props.saved && columns.some((column) => lacks(column, shown));
  return (
    <Section
      title={t('plan.prices')}
      purpose={t(purposes[plan.pricingModel as keyof typeof purposes])}
      actions={usd ? <ConvertAgain {...props} /> : undefined}
    >
      {wrong ? <p role="alert">{wrong}</p> : null}
      <PriceMode {...props} />
      {usd ? <UsdPrices columns={columns} digits={digits} /> : null}
      {noRate ? <Message>{t('price.noRate')}</Message> : null}
      <PriceTable
        name={t('plan.prices')}
        rows={shown}
        columns={columns}
        digits={digits}
        placeholder={noRate || wrong ? t('price.missing') : usd ? t('price.onSaving') : undefined}
      />
      {hasTerms(plan) ? <MarketPrices {...props} /> : null}
    </Section>
  );
}

/** Priced in US dollars, but not in every currency. */
const lacks = (column: PriceColumn, rows: readonly CurrencyRow[]) =>
  column.amount('USD') !== '' && rows.some((row) => column.amount(row.currency) === '');

/** One column for each term, or the one for an hour of a core. */
function usePriceColumns({ plan, onChange }: PlanEditorProps): readonly PriceColumn[] {
  const t = useText();
  if (!hasTerms(plan)) {
    const prices = plan.hourlyPrices ?? [];
    return [
      {
        id: 'hour',
        header: t('plan.hourlyPrices'),
        amount: (currency) => prices.find((price) => price.currency === currency)?.pricePerCoreHour ?? '',
        onChange: (currency, pricePerCoreHour) =>
          onChange({
            ...plan,
            hourlyPrices: withCurrency(
              prices,
              currency,
              pricePerCoreHour === '' ? undefined : { currency, pricePerCoreHour },
            ),
          }),
      },
    ];
  }
  return plan.terms.map(({ term, billingCycle }) => ({
    id: term,
    header: termText(t, term, billingCycle),
    amount: (currency) => amountOf(plan, { term, billingCycle, currency }),
    onChange: (currency, amount) => onChange(withAmount(plan, { term, billingCycle, currency }, amount)),
  }));
}

function PriceMode({ form, at, plan, onChange }: PlanEditorProps) {
  const t = useText();
  return (
    <RadioInput
      form={form}
      name={`${at}.priceInput`}
      label={t('plan.priceInput')}
      options={[
        { value: 'perMarket', label: t('plan.priceInput.perMarket') },
        { value: 'usd', label: t('plan.priceInput.usd'), hint: t('plan.priceInput.usd.hint') },
      ]}
      choice={{
        value: plan.priceInput ?? 'perMarket',
        choose: (value) => onChange({ ...plan, priceInput: value === 'usd' ? 'usd' : 'perMarket' }),
      }}
    />
  );
}

function UsdPrices({ columns, digits }: { columns: readonly PriceColumn[]; digits: number }) {
  const t = useText();
  return (
    <div className="field-row">
      {columns.map((column) => (
        <Field key={column.id} label={t('price.label', { currency: 'USD', name: column.header })}>
          <AmountInput
            label={t('price.label', { currency: 'USD', name: column.header })}
            value={column.amount('USD')}
            onChange={(amount) => column.onChange('USD', amount)}
            digits={digits}
          />
        </Field>
      ))}
    </div>
  );
}

function ConvertAgain({ plan, onChange }: PlanEditorProps) {
  const t = useText();
  const emptied = unconverted(plan);
  const converted =
    emptied.prices.length < plan.prices.length ||
    (emptied.hourlyPrices?.length ?? 0) < (plan.hourlyPrices?.length ?? 0);
  return (
    <ActionButton
      size="small"
      unless={converted ? undefined : t('price.convertAgain.nothing')}
      onAct={() => onChange(emptied)}
    >
      {t('price.convertAgain')}
    </ActionButton>
  );
}
