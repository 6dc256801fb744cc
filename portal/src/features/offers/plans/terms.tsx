/** For how long a plan is bought, with one billing cycle for each term (rule F3), and whether a trial comes first. */
import { Field, Select } from '@fluentui/react-components';
import { CheckInput } from '../../../ui/form/fields.tsx';
import { Section } from '../../../ui/page.tsx';
import { useText } from '../../../ui/text.tsx';
import type { PlanEditorProps } from './editor-props.ts';
import { usePlanChoices } from './choices.ts';
import { cyclesOf, type Cycle, type Term } from './model.ts';

export function TermFields(props: PlanEditorProps) {
  const { plan, onChange, problem } = props;
  const t = useText();
  const choices = usePlanChoices();
  const chosen = (term: Term) => plan.terms.find((each) => each.term === term)?.billingCycle ?? '';
  const set = (term: Term, billingCycle: string) => {
    const others = plan.terms.filter((each) => each.term !== term);
    const terms = billingCycle === '' ? others : [...others, { term, billingCycle: billingCycle as Cycle }];
    onChange({ ...plan, terms: terms.toSorted((left, right) => left.term.localeCompare(right.term)) });
  };
  if (props.kind === 'azureApplication') {
    return (
      <Section title={t('plan.terms')}>
        <p>{t('plan.terms.monthly')}</p>
      </Section>
    );
  }
  return (
    <Section title={t('plan.terms')} purpose={t('plan.terms.hint')}>
      {problem('terms') ? <p role="alert">{problem('terms')}</p> : null}
      <div className="field-row term-row">
        {choices.terms.map(({ term }) => (
          <Field key={term} label={t(`term.${term}`)}>
            <Select value={chosen(term)} onChange={(_, data) => set(term, data.value)}>
              <option value="">{t('plan.term.none')}</option>
              {cyclesOf(choices, term).map((cycle) => (
                <option key={cycle} value={cycle}>
                  {t(`cycle.${cycle}`)}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
      {props.kind === 'saas' ? <TrialField {...props} /> : null}
    </Section>
  );
}

/** A trial is given to everybody, and metered plans have none (rule F25). */
function TrialField({ form, at, plan }: PlanEditorProps) {
  const t = useText();
  const metered = plan.dimensions.length > 0;
  return (
    <CheckInput
      form={form}
      name={`${at}.trial`}
      label={t('plan.trial')}
      hint={t(metered ? 'plan.trial.metered' : 'plan.trial.hint')}
      disabled={metered}
    />
  );
}
