/** Name and description of a plan, and how it is paid: the choices its kind has. */
import { NumberInput, RadioInput, TextInput } from '../../../ui/form/fields.tsx';
import { Section } from '../../../ui/page.tsx';
import { useText } from '../../../ui/text.tsx';
import type { PlanEditorProps } from './editor-props.ts';
import { usePlanChoices } from './choices.ts';
import { applicationTypesOf, modelsOf, withModel, type PricingModel } from './model.ts';

export function PlanBasics(props: PlanEditorProps) {
  const t = useText();
  const { plan, form, at } = props;
  return (
    <Section title={t('plan.basics')}>
      <p>
        {t('plan.id')} <code>{plan.planId}</code>
      </p>
      <TextInput form={form} name={`${at}.name`} label={t('plan.name')} required maxLength={200} />
      <TextInput
        form={form}
        name={`${at}.description`}
        label={t('plan.description')}
        required
        rows={4}
        maxLength={3000}
      />
      {props.kind === 'azureApplication' ? <TypeChoice {...props} /> : <ModelChoice {...props} />}
      {plan.pricingModel === 'perSeat' ? <SeatFields {...props} /> : null}
    </Section>
  );
}

function ModelChoice({ kind, form, at, plan, published, onChange }: PlanEditorProps) {
  const t = useText();
  const models = modelsOf(usePlanChoices(), kind);
  return (
    <RadioInput
      form={form}
      name={`${at}.pricingModel`}
      label={t('plan.pricingModel')}
      required
      hint={published && t('plan.pricingModel.fixed')}
      disabled={published !== undefined}
      options={models.map((model) => ({ value: model, label: t(`plan.${model}`), hint: t(`plan.${model}.hint`) }))}
      choice={{
        value: plan.pricingModel,
        choose: (model) => onChange(withModel(plan, model as PricingModel)),
      }}
    />
  );
}

function TypeChoice({ form, at, plan, published, onChange, problem }: PlanEditorProps) {
  const t = useText();
  const types = applicationTypesOf(usePlanChoices());
  return (
    <RadioInput
      form={form}
      name={`${at}.applicationType`}
      label={t('plan.applicationType')}
      required
      hint={published && t('plan.pricingModel.fixed')}
      disabled={published !== undefined}
      problem={problem('pricingModel')}
      options={types.map(({ applicationType: type }) => ({
        value: type,
        label: t(`plan.applicationType.${type}`),
        hint: t(`plan.applicationType.${type}.hint`),
      }))}
      choice={{
        value: plan.applicationType ?? '',
        choose: (value) => {
          const chosen = types.find(({ applicationType }) => applicationType === value);
          if (!chosen) return;
          onChange({ ...withModel(plan, chosen.pricingModel), applicationType: chosen.applicationType });
        },
      }}
    />
  );
}

function SeatFields({ form, at, problem }: PlanEditorProps) {
  const t = useText();
  return (
    <div className="field-row">
      <NumberInput form={form} name={`${at}.seats.min`} label={t('plan.seats.min')} problem={problem('seats')} />
      <NumberInput form={form} name={`${at}.seats.max`} label={t('plan.seats.max')} />
    </div>
  );
}
