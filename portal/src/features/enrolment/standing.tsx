/** Where an enrolment stands once it was sent: checks, expected date, what to do next. */
import { Button } from '@fluentui/react-components';
import type { Enrolment } from '@comptoir/contracts/comptoir/enrolment';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { renewSession } from '../../api/session.ts';
import { paths } from '../../paths.ts';
import { Facts } from '../../ui/facts.tsx';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import { LinkButton, TextLink } from '../../ui/link.tsx';
import { Message } from '../../ui/message.tsx';
import { Section } from '../../ui/page.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { DocumentDialog } from './document-dialog.tsx';
import { PartnerIdStep } from './partner-id-step.tsx';
import { enrolmentsQuery, moveEnrolment } from './queries.ts';
import { Changing } from './company-change.tsx';
import { CheckState, ProgrammeStatus } from './words.tsx';

export function Standing({ enrolment, onCorrect }: { enrolment: Enrolment; onCorrect: () => void }) {
  const t = useText();
  const { profile, expected, vettingStatus, emailConfirmedAt } = enrolment;
  return (
    <>
      <Section title={t('enrolment.standing', { kind: t(`enrolment.kind.${enrolment.kind}`) })}>
        <Facts
          facts={[
            [t('word.state'), <ProgrammeStatus key="state" status={enrolment.programmeStatus} />],
            [t('enrolment.name'), enrolment.companyName],
            ['PartnerID', enrolment.mpnId ?? t('enrolment.partnerId.later')],
            [t('enrolment.submittedAt'), enrolment.submittedAt ? t.formats.day(enrolment.submittedAt) : ''],
            ...(expected && vettingStatus === 'pending' ? [expectedFact(t, expected)] : []),
          ]}
        />
        <Changing enrolment={enrolment} />
        {vettingStatus === 'pending' && !emailConfirmedAt ? (
          <Unconfirmed kind={enrolment.kind} email={profile.primaryContact.email} />
        ) : null}
        {enrolment.overdue ? (
          <Message>
            {t('enrolment.overdue')}{' '}
            <TextLink to={paths.helpTopic('verification')}>{t('enrolment.overdue.help')}</TextLink>
          </Message>
        ) : null}
        {vettingStatus === 'rejected' ? <Rejected enrolment={enrolment} onCorrect={onCorrect} /> : null}
        {vettingStatus === 'authorized' ? <Next enrolment={enrolment} /> : null}
      </Section>
      {vettingStatus === 'authorized' && !enrolment.mpnId && enrolment.kind !== 'publisher' ? (
        <PartnerIdStep enrolment={enrolment} onNext={() => undefined} />
      ) : null}
      <Checks checks={enrolment.checks} />
      <Documents documents={enrolment.documents} />
    </>
  );
}

const expectedFact = (t: Text, { from, by }: NonNullable<Enrolment['expected']>) =>
  [
    t('enrolment.expected'),
    t('enrolment.expected.between', { from: t.formats.day(from), by: t.formats.day(by) }),
  ] as const;

/** What was handed in so far. */
function Documents({ documents }: Pick<Enrolment, 'documents'>) {
  const t = useText();
  if (documents.length === 0) return null;
  return (
    <Section title={t('vetting.documents')}>
      <ul className="bullets">
        {documents.map(({ id, fileName, documentType, comment, uploadedAt }) => (
          <li key={id}>
            {[fileName, t(`documents.type.${documentType}`), comment, t.formats.moment(uploadedAt)]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Checks({ checks }: Pick<Enrolment, 'checks'>) {
  const t = useText();
  return (
    <Section title={t('enrolment.checks')}>
      <Facts
        facts={checks.map(({ name, state }) => [t(`vetting.check.${name}`), <CheckState key={name} state={state} />])}
      />
    </Section>
  );
}

function Unconfirmed({ kind, email }: { kind: Enrolment['kind']; email: string }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const resend = useMutation({
    mutationFn: () => moveEnrolment(kind, 'resend'),
    onSuccess: async () => {
      say(t('enrolment.resent'));
      await queries.invalidateQueries({ queryKey: enrolmentsQuery.queryKey });
    },
  });
  return (
    <>
      <ProblemSummary error={resend.error} />
      <Message
        commands={
          <Button disabledFocusable={resend.isPending} onClick={() => resend.mutate()}>
            {t('enrolment.resend')}
          </Button>
        }
      >
        {t('enrolment.unconfirmed', { email })}
      </Message>
    </>
  );
}

function Rejected({ enrolment, onCorrect }: { enrolment: Enrolment; onCorrect: () => void }) {
  const t = useText();
  const [fixing, setFixing] = useState(false);
  return (
    <>
      <Message
        tone="bad"
        commands={
          <>
            <Button appearance="primary" onClick={() => setFixing(true)}>
              {t('enrolment.fix')}
            </Button>
            <Button onClick={onCorrect}>{t('enrolment.correct')}</Button>
          </>
        }
      >
        <strong>{t('enrolment.rejected')}</strong>
        <br />
        <span className="as-written">{enrolment.reason}</span>
      </Message>
      {fixing ? <DocumentDialog kind={enrolment.kind} onClose={() => setFixing(false)} /> : null}
    </>
  );
}

function Next({ enrolment }: { enrolment: Enrolment }) {
  const t = useText();
  const queries = useQueryClient();
  if (enrolment.programmeStatus === 'active') {
    const enter = async () => {
      await renewSession();
      await queries.invalidateQueries();
      location.assign(paths.home);
    };
    return (
      <Message tone="good" commands={<Button onClick={() => void enter()}>{t('action.home')}</Button>}>
        {t('enrolment.active')}
      </Message>
    );
  }
  const waits = !enrolment.mpnId && enrolment.kind !== 'publisher';
  if (waits) return <Message>{t('enrolment.waits')}</Message>;
  if (enrolment.agreementSigned) return null;
  return (
    <Message commands={<LinkButton to={paths.agreements}>{t('agreements.title')}</LinkButton>}>
      {t('enrolment.sign')}
    </Message>
  );
}
