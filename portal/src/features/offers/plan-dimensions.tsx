/** Metered dimensions of a flat plan: what is counted, what is included, what a further unit costs. */
import { Field, Input } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import type { OfferPlan } from '@comptoir/contracts/comptoir/offers';
import type { MarketRow } from '@comptoir/contracts/comptoir/reference';
import { ActionButton } from '../../ui/action-button.tsx';
import { TextField } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { amountTyped, currenciesOf } from './plan-model.ts';

type Dimension = OfferPlan['dimensions'][number];

interface DimensionFieldsProps {
  readonly plan: OfferPlan;
  readonly markets: readonly MarketRow[];
  readonly onChange: (plan: OfferPlan) => void;
  readonly problem: (path: string) => string | undefined;
}

const mostDimensions = 30;

export function DimensionFields(props: DimensionFieldsProps) {
  const t = useText();
  const { plan, onChange } = props;
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
          currencies={currenciesOf(plan, props.markets)}
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
  readonly currencies: readonly string[];
  readonly onChange: (dimension: Dimension) => void;
  readonly onRemove: () => void;
  readonly problem: (field: string) => string | undefined;
}

function OneDimension({ dimension, currencies, onChange, onRemove, problem }: OneDimensionProps) {
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
      <DimensionPrices dimension={dimension} currencies={currencies} onChange={onChange} problem={problem('prices')} />
      <div>
        <ActionButton subtle onAct={onRemove} of={name}>
          {t('dimension.remove')}
        </ActionButton>
      </div>
    </fieldset>
  );
}

interface DimensionPricesProps {
  readonly dimension: Dimension;
  readonly currencies: readonly string[];
  readonly onChange: (dimension: Dimension) => void;
  readonly problem: string | undefined;
}

function DimensionPrices({ dimension, currencies, onChange, problem }: DimensionPricesProps) {
  const t = useText();
  const setPrice = (currency: string, pricePerUnit: string) => {
    const others = dimension.prices.filter((price) => price.currency !== currency);
    onChange({ ...dimension, prices: pricePerUnit === '' ? others : [...others, { currency, pricePerUnit }] });
  };
  return (
    <fieldset>
      <legend>{t('dimension.prices')}</legend>
      {problem ? <p role="alert">{problem}</p> : null}
      <div className="price-grid">
        {currencies.map((currency) => (
          <Field key={currency} label={currency}>
            <Input
              inputMode="decimal"
              value={dimension.prices.find((price) => price.currency === currency)?.pricePerUnit ?? ''}
              onChange={(_, data) => setPrice(currency, amountTyped(data.value))}
            />
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
