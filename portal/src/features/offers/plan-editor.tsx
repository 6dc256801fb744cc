/** One plan: what it is, where it is sold, for how long and at which price. */
import { Field, Input, Radio, RadioGroup, Select } from '@fluentui/react-components';
import type { OfferPlan } from '@comptoir/contracts/comptoir/offers';
import type { MarketRow } from '@comptoir/contracts/comptoir/reference';
import { TextField } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { DimensionFields } from './plan-dimensions.tsx';
import { MarketFields } from './plan-markets.tsx';
import {
  amountOf,
  amountTyped,
  currenciesOf,
  cyclesOf,
  termNames,
  withAmount,
  type Cycle,
  type Term,
} from './plan-model.ts';

export interface PlanEditorProps {
  readonly plan: OfferPlan;
  readonly markets: readonly MarketRow[];
  readonly onChange: (plan: OfferPlan) => void;
  readonly problem: (path: string) => string | undefined;
}

export function PlanEditor(props: PlanEditorProps) {
  return (
    <>
      <PlanBasics {...props} />
      <MarketFields {...props} />
      <TermFields {...props} />
      <PriceFields {...props} />
      {props.plan.pricingModel === 'flat' ? <DimensionFields {...props} /> : null}
    </>
  );
}

function PlanBasics({ plan, onChange, problem }: PlanEditorProps) {
  const t = useText();
  return (
    <Section title={t('plan.basics')}>
      <p>
        {t('plan.id')} <code>{plan.planId}</code>
      </p>
      <TextField
        label={t('plan.name')}
        required
        maxLength={200}
        value={plan.name}
        onChange={(name) => onChange({ ...plan, name })}
        problem={problem('name')}
      />
      <TextField
        label={t('plan.description')}
        required
        rows={4}
        maxLength={3000}
        value={plan.description}
        onChange={(description) => onChange({ ...plan, description })}
        problem={problem('description')}
      />
      <Field
        label={t('plan.pricingModel')}
        required
        {...(problem('pricingModel') ? { validationMessage: problem('pricingModel') } : {})}
      >
        <RadioGroup
          value={plan.pricingModel}
          onChange={(_, data) => onChange({ ...plan, pricingModel: data.value === 'flat' ? 'flat' : 'perSeat' })}
        >
          <Radio value="perSeat" label={t('plan.perSeat')} />
          <Radio value="flat" label={t('plan.flat')} />
        </RadioGroup>
      </Field>
      {plan.pricingModel === 'perSeat' ? <SeatFields plan={plan} onChange={onChange} problem={problem} /> : null}
    </Section>
  );
}

function SeatFields({ plan, onChange, problem }: Pick<PlanEditorProps, 'plan' | 'onChange' | 'problem'>) {
  const t = useText();
  const seats = plan.seats ?? { min: 1, max: 1000 };
  const set = (end: 'min' | 'max', text: string) => {
    const value = Number.parseInt(text, 10);
    if (value >= 1) onChange({ ...plan, seats: { ...seats, [end]: value } });
  };
  return (
    <div className="field-row">
      <TextField
        label={t('plan.seats.min')}
        type="number"
        value={String(seats.min)}
        onChange={(text) => set('min', text)}
        problem={problem('seats')}
      />
      <TextField
        label={t('plan.seats.max')}
        type="number"
        value={String(seats.max)}
        onChange={(text) => set('max', text)}
      />
    </div>
  );
}

function TermFields({ plan, onChange, problem }: PlanEditorProps) {
  const t = useText();
  const chosen = (term: Term) => plan.terms.find((each) => each.term === term)?.billingCycle ?? '';
  const set = (term: Term, billingCycle: string) => {
    const others = plan.terms.filter((each) => each.term !== term);
    const terms = billingCycle === '' ? others : [...others, { term, billingCycle: billingCycle as Cycle }];
    onChange({ ...plan, terms: terms.toSorted((left, right) => left.term.localeCompare(right.term)) });
  };
  return (
    <Section title={t('plan.terms')} purpose={t('plan.terms.hint')}>
      {problem('terms') ? <p role="alert">{problem('terms')}</p> : null}
      <div className="field-row">
        {termNames.map((term) => (
          <Field key={term} label={t(`term.${term}`)}>
            <Select value={chosen(term)} onChange={(_, data) => set(term, data.value)}>
              <option value="">{t('plan.term.none')}</option>
              {cyclesOf[term].map((cycle) => (
                <option key={cycle} value={cycle}>
                  {t(`cycle.${cycle}`)}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
    </Section>
  );
}

function PriceFields({ plan, markets, onChange, problem }: PlanEditorProps) {
  const t = useText();
  const currencies = currenciesOf(plan, markets);
  const unit = t(plan.pricingModel === 'flat' ? 'plan.prices.flat' : 'plan.prices.perSeat');
  if (currencies.length === 0 || plan.terms.length === 0) {
    return (
      <Section title={t('plan.prices')}>
        <p className="quiet">{t('plan.prices.later')}</p>
      </Section>
    );
  }
  return (
    <Section title={t('plan.prices')} purpose={unit}>
      {problem('prices') ? <p role="alert">{problem('prices')}</p> : null}
      {plan.terms.map(({ term, billingCycle }) => {
        const name = t('plan.price.of', { term: t(`term.${term}`), cycle: t(`cycle.${billingCycle}`) });
        return (
          <fieldset key={term}>
            <legend>{name}</legend>
            <div className="price-grid">
              {currencies.map((currency) => (
                <Field key={currency} label={currency}>
                  <Input
                    inputMode="decimal"
                    value={amountOf(plan, { term, billingCycle, currency })}
                    onChange={(_, data) =>
                      onChange(withAmount(plan, { term, billingCycle, currency }, amountTyped(data.value)))
                    }
                  />
                </Field>
              ))}
            </div>
          </fieldset>
        );
      })}
    </Section>
  );
}
