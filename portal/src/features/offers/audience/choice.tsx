/** The three options (rules A5, A24): what each leads to, and those a live offer cannot be switched to directly, with why. */
import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import type { AudienceOption } from '@comptoir/contracts/comptoir/offers';
import type { AudienceTransitions } from '@comptoir/contracts/comptoir/publisher-requests';
import { paths } from '../../../paths.ts';
import { TextLink } from '../../../ui/link.tsx';
import { useField } from '../../../ui/form/fields.tsx';
import { Section } from '../../../ui/page.tsx';
import { RuleSource } from '../../../ui/rule.tsx';
import { useText } from '../../../ui/text.tsx';
import { transitionReason } from './words.ts';
import { usePlanChoices } from '../plans/choices.ts';
import { isResoldByDefault } from '../plans/model.ts';
import type { Editor } from '../editor/editor.tsx';
import { audienceText } from '../words.tsx';

export const audienceOptions: readonly AudienceOption[] = ['any', 'selected', 'none'];

interface AudienceChoiceProps {
  readonly editor: Editor;
  readonly transitions: AudienceTransitions;
}

export function AudienceChoice({ editor, transitions }: AudienceChoiceProps) {
  const t = useText();
  const { audience } = editor.document;
  const { text, change, problem } = useField({
    form: editor.form,
    name: 'audience.option',
    label: t('offerAudience.label'),
  });
  const inForce = editor.offer.liveAudience;
  return (
    <Section title={t('offerAudience.choice')}>
      <Field
        label={t('offerAudience.label')}
        required
        {...(problem ? { validationMessage: problem, validationState: 'error' as const } : {})}
      >
        <RadioGroup value={text} onChange={(_, data) => change(data.value)}>
          {audienceOptions.map((option) => (
            <Option key={option} option={option} offerId={editor.offer.offerId} transitions={transitions} />
          ))}
        </RadioGroup>
      </Field>
      {audience.option ? <p>{t(`offerAudience.${audience.option}.hint`)}</p> : null}
      <DefaultPlans editor={editor} />
      <p className="quiet">
        {inForce
          ? t('offerAudience.inForce', {
              audience: t(audienceText(inForce.option)),
              date: t.formats.moment(inForce.changedAt),
            })
          : t('offerAudience.notInForce')}
      </p>
    </Section>
  );
}

interface OptionProps {
  readonly option: AudienceOption;
  readonly offerId: string;
  readonly transitions: AudienceTransitions;
}

function Option({ option, offerId, transitions }: OptionProps) {
  const t = useText();
  const transition = transitions.transitions.find(({ kind, to }) => kind === 'changeOption' && to === option);
  // The option in force stays choosable: that is how a draft goes back to it.
  const blocked =
    transition && option !== transitions.from && transition.how !== 'selfService' ? transition : undefined;
  const reasonId = `audience-${option}-reason`;
  return (
    <div>
      <Radio
        value={option}
        label={t(audienceText(option))}
        disabled={blocked !== undefined}
        {...(blocked ? { input: { 'aria-describedby': reasonId } } : {})}
      />
      {blocked ? (
        <p className="option-reason quiet" id={reasonId}>
          {transitionReason(t, blocked)} <RuleSource rule={blocked.rule} />{' '}
          {blocked.how === 'request' && !transitions.openRequest ? (
            <TextLink to={paths.supportRequest(offerId, option)}>{t('offerTransitions.request')}</TextLink>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}

/** Plans that partners resell whatever is chosen here (rule A3). */
function DefaultPlans({ editor: { document, offer } }: { editor: Editor }) {
  const t = useText();
  const choices = usePlanChoices();
  const plans = document.plans.filter((plan) => isResoldByDefault(choices, offer.kind, plan));
  if (plans.length === 0) return null;
  const names = plans.map((plan) => plan.name || plan.planId).join(', ');
  return <p>{t('offerAudience.byDefault', { count: plans.length, names })}</p>;
}
