/** The last step: everything once more, and what is still missing with the way to its field. */
import { Button } from '@fluentui/react-components';
import { CallError } from '@comptoir/contracts/call';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { paths } from '../../paths.ts';
import { Facts } from '../../ui/facts.tsx';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import { serverProblems, type FieldProblem } from '../../ui/form/problems.ts';
import { TextLink } from '../../ui/link.tsx';
import { Message } from '../../ui/message.tsx';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { enrolmentsQuery, moveEnrolment } from './queries.ts';
import { stepOf, type StepProps } from './steps.ts';
import { placeText } from './words.tsx';

interface SubmitStepProps extends StepProps {
  readonly onProblems: (problems: readonly FieldProblem[]) => void;
}

export function SubmitStep({ enrolment, problems, onProblems }: SubmitStepProps) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const { profile, kind } = enrolment;
  const submit = useMutation({
    mutationFn: () => moveEnrolment(kind, 'submit'),
    onError: (error) => onProblems(error instanceof CallError ? serverProblems(t, error) : []),
    onSuccess: async () => {
      onProblems([]);
      say(t('enrolment.submitted'));
      await queries.invalidateQueries({ queryKey: enrolmentsQuery.queryKey });
    },
  });
  const { firstName, lastName, email } = profile.primaryContact;
  return (
    <Section title={t('enrolment.step.submit')} purpose={t('enrolment.submit.purpose')}>
      {problems.length === 0 ? <ProblemSummary error={submit.error} /> : null}
      {problems.length > 0 ? <Missing kind={kind} problems={problems} /> : null}
      <Facts
        facts={[
          [t('enrolment.kind'), t(`enrolment.kind.${kind}`)],
          [t('enrolment.name'), profile.company.name],
          [t('newCustomer.address'), placeText(profile.company.address)],
          [t('enrolment.primaryContact'), [`${firstName} ${lastName}`.trim(), email].filter(Boolean).join(', ')],
          [t('enrolment.supportContact'), profile.supportContact.email],
          ['PartnerID', enrolment.mpnId ?? t('enrolment.partnerId.later')],
        ]}
      />
      <div className="commands">
        <Button appearance="primary" disabledFocusable={submit.isPending} onClick={() => submit.mutate()}>
          {t('enrolment.submit')}
        </Button>
      </div>
    </Section>
  );
}

function Missing(props: { kind: StepProps['enrolment']['kind']; problems: readonly FieldProblem[] }) {
  const t = useText();
  return (
    <Message tone="bad" alert>
      <strong>{t('form.problems', { count: props.problems.length })}</strong>
      <ul className="bullets">
        {props.problems.map(({ path, message }) => (
          <li key={path}>
            <TextLink to={paths.enrolmentField(props.kind, stepOf(path), path)}>
              {t.maybe(`enrolment.at.${path}`) ?? path}
            </TextLink>
            {t('enrolment.at', { message })}
          </li>
        ))}
      </ul>
    </Message>
  );
}
