/** Metered dimensions of a flat plan: what is counted, what is included, what a further unit costs. */
import { AddRegular } from '@fluentui/react-icons/svg/add';
import type { OfferPlan } from '@comptoir/contracts/comptoir/offers';
import type { MarketRow } from '@comptoir/contracts/comptoir/reference';
import { ActionButton } from '../../../ui/action-button.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { Section } from '../../../ui/page.tsx';
import { useText } from '../../../ui/text.tsx';
import { currencyRows, withCurrency, type CurrencyRow } from './model.ts';
import { PriceTable } from './price-table.tsx';

type Dimension = OfferPlan['dimensions'][number];

interface DimensionFieldsProps {
  readonly plan: OfferPlan;
  readonly markets: readonly MarketRow[];
  readonly onChange: (plan: OfferPlan) => void;
  readonly problem: (path: string) => string | undefined;
}

const mostDimensions = 30;

/** What is priced in US dollars and converted has US dollars first, whether a market uses them or not. */
function dimensionRows(plan: OfferPlan, markets: readonly MarketRow[]): readonly CurrencyRow[] {
  const rows = currencyRows(plan, markets);
  if (plan.priceInput !== 'usd') return rows;
  const [dollars, others] = [rows.find((row) => row.currency === 'USD'), rows.filter((row) => row.currency !== 'USD')];
  return [dollars ?? { currency: 'USD', countries: [] }, ...others];
}

export function DimensionFields(props: DimensionFieldsProps) {
  const t = useText();
  const { plan, onChange } = props;
  const rows = dimensionRows(plan, props.markets);
  const set = (index: number, dimension: Dimension) =>
    onChange({ ...plan, dimensions: plan.dimensions.with(index, dimension) });
  const add = () =>
    onChange({
      ...plan,
      dimensions: [
        ...plan.dimensions,
        { id: `dimension-${plan.dimensions.length + 1}`, name: '', unitOfMeasure: '', includedQuantity: 0, prices: [] },
      ],
    });
  return (
    <Section
      title={t('dimension.title')}
      purpose={t('dimension.hint')}
      actions={
        <ActionButton
          icon={<AddRegular />}
          onAct={add}
          unless={plan.dimensions.length >= mostDimensions ? t('dimension.most', { count: mostDimensions }) : undefined}
        >
          {t('dimension.add')}
        </ActionButton>
      }
    >
      {plan.dimensions.length === 0 ? <p className="quiet">{t('dimension.empty')}</p> : null}
      {plan.dimensions.map((dimension, index) => (
        <OneDimension
          key={index}
          dimension={dimension}
          rows={rows}
          converted={plan.priceInput === 'usd'}
          onChange={(changed) => set(index, changed)}
          onRemove={() => onChange({ ...plan, dimensions: plan.dimensions.toSpliced(index, 1) })}
          problem={(field) => props.problem(`dimensions[${index}].${field}`)}
        />
      ))}
    </Section>
  );
}

interface OneDimensionProps {
  readonly dimension: Dimension;
  readonly rows: readonly CurrencyRow[];
  /** Prices in other currencies are converted on saving. */
  readonly converted: boolean;
  readonly onChange: (dimension: Dimension) => void;
  readonly onRemove: () => void;
  readonly problem: (field: string) => string | undefined;
}

function OneDimension(props: OneDimensionProps) {
  const { dimension, onChange, onRemove, problem } = props;
  const t = useText();
  const name = dimension.name || dimension.id;
  return (
    <fieldset className="sheet">
      <legend className="sr-only">{name}</legend>
      <div className="field-row">
        <TextField
          label={t('dimension.id')}
          required
          maxLength={50}
          value={dimension.id}
          onChange={(id) => onChange({ ...dimension, id })}
          problem={problem('id')}
        />
        <TextField
          label={t('dimension.name')}
          required
          maxLength={100}
          value={dimension.name}
          onChange={(value) => onChange({ ...dimension, name: value })}
          problem={problem('name')}
        />
        <TextField
          label={t('dimension.unit')}
          required
          maxLength={100}
          value={dimension.unitOfMeasure}
          onChange={(unitOfMeasure) => onChange({ ...dimension, unitOfMeasure })}
          problem={problem('unitOfMeasure')}
        />
        <TextField
          label={t('dimension.included')}
          type="number"
          value={String(dimension.includedQuantity)}
          onChange={(text) => onChange({ ...dimension, includedQuantity: Math.max(0, Number.parseInt(text, 10) || 0) })}
        />
      </div>
      <DimensionPrices {...props} />
      <div>
        <ActionButton subtle onAct={onRemove} of={name}>
          {t('dimension.remove')}
        </ActionButton>
      </div>
    </fieldset>
  );
}

function DimensionPrices({ dimension, rows, converted, onChange, problem }: OneDimensionProps) {
  const t = useText();
  const wrong = problem('prices');
  const column = {
    id: 'unit',
    header: t('dimension.prices'),
    amount: (currency: string) => dimension.prices.find((price) => price.currency === currency)?.pricePerUnit ?? '',
    onChange: (currency: string, pricePerUnit: string) => {
      const price = pricePerUnit === '' ? undefined : { currency, pricePerUnit };
      onChange({ ...dimension, prices: withCurrency(dimension.prices, currency, price) });
    },
  };
  return (
    <>
      {wrong ? <p role="alert">{wrong}</p> : null}
      {rows.length === 0 ? (
        <p className="quiet">{t('plan.prices.later.markets')}</p>
      ) : (
        <PriceTable
          name={t('dimension.prices.of', { name: dimension.name || dimension.id })}
          rows={rows}
          columns={[column]}
          digits={6}
          placeholder={converted ? t('price.onSaving') : undefined}
        />
      )}
    </>
  );
}
