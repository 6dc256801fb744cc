/** Metered dimensions of a flat plan: what is counted, what is included, what a further unit costs. */
import { AddRegular } from '@fluentui/react-icons/svg/add';
import type { OfferPlan } from '@comptoir/contracts/comptoir/offers';
import type { MarketRow } from '@comptoir/contracts/comptoir/reference';
import { ActionButton } from '../../../ui/action-button.tsx';
import { NumberInput, TextInput } from '../../../ui/form/fields.tsx';
import { Section } from '../../../ui/page.tsx';
import { useText } from '../../../ui/text.tsx';
import type { PlanEditorProps } from './editor-props.ts';
import { currencyRows, withCurrency, type CurrencyRow } from './model.ts';
import { PriceTable } from './price-table.tsx';

type Dimension = OfferPlan['dimensions'][number];

const mostDimensions = 30;

/** What is priced in US dollars and converted has US dollars first, whether a market uses them or not. */
function dimensionRows(plan: OfferPlan, markets: readonly MarketRow[]): readonly CurrencyRow[] {
  const rows = currencyRows(plan, markets);
  if (plan.priceInput !== 'usd') return rows;
  const [dollars, others] = [rows.find((row) => row.currency === 'USD'), rows.filter((row) => row.currency !== 'USD')];
  return [dollars ?? { currency: 'USD', countries: [] }, ...others];
}

export function DimensionFields(props: PlanEditorProps) {
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
          form={props.form}
          at={`${props.at}.dimensions.${index}`}
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

interface OneDimensionProps extends Pick<PlanEditorProps, 'form'> {
  readonly at: `${PlanEditorProps['at']}.dimensions.${number}`;
  readonly dimension: Dimension;
  readonly rows: readonly CurrencyRow[];
  /** Prices in other currencies are converted on saving. */
  readonly converted: boolean;
  readonly onChange: (dimension: Dimension) => void;
  readonly onRemove: () => void;
  readonly problem: (field: string) => string | undefined;
}

function OneDimension(props: OneDimensionProps) {
  const { dimension, form, at, onRemove } = props;
  const t = useText();
  const name = dimension.name || dimension.id;
  return (
    <fieldset className="sheet">
      <legend className="sr-only">{name}</legend>
      <div className="field-row">
        <TextInput form={form} name={`${at}.id`} label={t('dimension.id')} required maxLength={50} />
        <TextInput form={form} name={`${at}.name`} label={t('dimension.name')} required maxLength={100} />
        <TextInput form={form} name={`${at}.unitOfMeasure`} label={t('dimension.unit')} required maxLength={100} />
        <NumberInput form={form} name={`${at}.includedQuantity`} label={t('dimension.included')} />
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
