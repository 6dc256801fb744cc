/** Name and description of a plan, and how it is paid: the choices its kind has. */
import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { TextField } from '../../../ui/form/text-field.tsx';
import { Section } from '../../../ui/page.tsx';
import { useText } from '../../../ui/text.tsx';
import type { PlanEditorProps } from './editor-props.ts';
import { usePlanChoices } from './choices.ts';
import { applicationTypesOf, modelsOf, withModel, type PricingModel } from './model.ts';

export function PlanBasics(props: PlanEditorProps) {
  const t = useText();
  const { plan, onChange, problem } = props;
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
      {props.kind === 'azureApplication' ? <TypeChoice {...props} /> : <ModelChoice {...props} />}
      {plan.pricingModel === 'perSeat' ? <SeatFields {...props} /> : null}
    </Section>
  );
}

function ModelChoice({ kind, plan, published, onChange, problem }: PlanEditorProps) {
  const t = useText();
  const models = modelsOf(usePlanChoices(), kind);
  const wrong = problem('pricingModel');
  return (
    <Field
      label={t('plan.pricingModel')}
      required
      {...(published ? { hint: t('plan.pricingModel.fixed') } : {})}
      {...(wrong ? { validationMessage: wrong } : {})}
    >
      <RadioGroup
        value={plan.pricingModel}
        disabled={published !== undefined}
        onChange={(_, data) => onChange(withModel(plan, data.value as PricingModel))}
      >
        {models.map((model) => (
          <Choice key={model} value={model} label={t(`plan.${model}`)} hint={t(`plan.${model}.hint`)} />
        ))}
      </RadioGroup>
    </Field>
  );
}

function TypeChoice({ plan, published, onChange, problem }: PlanEditorProps) {
  const t = useText();
  const types = applicationTypesOf(usePlanChoices());
  const wrong = problem('applicationType') ?? problem('pricingModel');
  return (
    <Field
      label={t('plan.applicationType')}
      required
      {...(published ? { hint: t('plan.pricingModel.fixed') } : {})}
      {...(wrong ? { validationMessage: wrong } : {})}
    >
      <RadioGroup
        value={plan.applicationType ?? ''}
        disabled={published !== undefined}
        onChange={(_, data) => {
          const chosen = types.find(({ applicationType }) => applicationType === data.value);
          if (!chosen) return;
          onChange({ ...withModel(plan, chosen.pricingModel), applicationType: chosen.applicationType });
        }}
      >
        {types.map(({ applicationType: type }) => (
          <Choice
            key={type}
            value={type}
            label={t(`plan.applicationType.${type}`)}
            hint={t(`plan.applicationType.${type}.hint`)}
          />
        ))}
      </RadioGroup>
    </Field>
  );
}

function Choice(props: { value: string; label: string; hint: string }) {
  return (
    <Radio
      value={props.value}
      label={
        <>
          {props.label}
          <br />
          <span className="quiet">{props.hint}</span>
        </>
      }
    />
  );
}

function SeatFields({ plan, onChange, problem }: PlanEditorProps) {
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
