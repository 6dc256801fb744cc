import { Button } from '@fluentui/react-components';
import { rejectEnrolment, type DeskDetail } from '@comptoir/contracts/comptoir/vetting';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { CheckState, placeText, ProgrammeStatus, VettingStatus } from '../features/enrolment/words.tsx';
import { approve, caseQuery, decideCheck, downloadDocument, reject } from '../features/vetting/queries.ts';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { useAsk } from '../ui/ask.tsx';
import { Facts } from '../ui/facts.tsx';
import { TextInput } from '../ui/form/fields.tsx';
import { FormDialog } from '../ui/form/layout.tsx';
import { ProblemSummary } from '../ui/form/problem-summary.tsx';
import { TextField } from '../ui/form/text-field.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** One company at the vetting desk: what it said, its checks one by one, the decision. */
export function VettingCasePage() {
  const { tenantId, kind } = useParams({ from: '/framed/operator/vetting/$tenantId/$kind' });
  const query = useQuery(caseQuery(tenantId, kind));
  return (
    <Loaded query={query} page>
      {(detail) => <Case detail={detail} />}
    </Loaded>
  );
}

function useRefresh(detail: DeskDetail) {
  const queries = useQueryClient();
  return async () => {
    await queries.invalidateQueries({ queryKey: caseQuery(detail.tenantId, detail.kind).queryKey });
    await queries.invalidateQueries({ queryKey: ['vetting'] });
  };
}

function Case({ detail }: { detail: DeskDetail }) {
  const t = useText();
  const say = useSay();
  const refresh = useRefresh(detail);
  const [rejecting, setRejecting] = useState(false);
  const accept = useMutation({
    mutationFn: () => approve(detail),
    onSuccess: async () => {
      say(t('vetting.approved', { name: detail.companyName }));
      await refresh();
    },
    // What changed meanwhile is to be read first.
    onError: refresh,
  });
  const { ask, question } = useAsk();
  const begin = async () => {
    const { companyName: name, kind } = detail;
    const text = t(kind === 'publisher' ? 'vetting.approve.text.publisher' : 'vetting.approve.text.seller', {
      name,
      kind: t(`enrolment.kind.${kind}`),
    });
    const title = t('vetting.approve.title', { name });
    if (await ask({ title, text, confirm: t('vetting.approve'), danger: false })) accept.mutate();
  };
  const pending = detail.vettingStatus === 'pending';
  const open = detail.checks.some(({ state }) => state !== 'passed');
  return (
    <Page
      title={detail.companyName}
      badge={<VettingStatus status={detail.vettingStatus} />}
      crumbs={[{ label: t('menu.vetting'), to: paths.vetting }]}
      actions={
        pending ? (
          <>
            <ActionButton
              primary
              busy={accept.isPending}
              unless={open ? t('vetting.open') : undefined}
              onAct={() => open || void begin()}
            >
              {t('vetting.approve')}
            </ActionButton>
            <Button onClick={() => setRejecting(true)}>{t('vetting.reject')}</Button>
          </>
        ) : undefined
      }
    >
      <ProblemSummary error={accept.error} />
      <Said detail={detail} />
      <Section title={t('enrolment.checks')}>
        {detail.checks.map((check) => (
          <Check key={check.name} detail={detail} check={check} onDecided={refresh} />
        ))}
      </Section>
      <Documents detail={detail} />
      {question}
      {rejecting ? <RejectDialog detail={detail} onDone={refresh} onClose={() => setRejecting(false)} /> : null}
    </Page>
  );
}

function Said({ detail }: { detail: DeskDetail }) {
  const t = useText();
  const { company, primaryContact, supportContact, business } = detail.profile;
  const before = detail.verifiedCompany;
  return (
    <Section title={t('vetting.said')}>
      <Facts
        facts={[
          [t('enrolment.kind'), t(`enrolment.kind.${detail.kind}`)],
          [t('programInfo.status'), <ProgrammeStatus key="status" status={detail.programmeStatus} />],
          [t('newCustomer.country'), t.formats.country(detail.country)],
          [t('enrolment.name'), company.name],
          [t('newCustomer.address'), placeText(company.address)],
          ...(before && detail.vettingStatus !== 'authorized'
            ? [[t('vetting.before'), [before.name, placeText(before.address)].filter(Boolean).join(', ')] as const]
            : []),
          [t('enrolment.registrationNumber'), company.registrationNumber],
          [t('enrolment.duns'), company.duns],
          [t('enrolment.website'), business.website],
          [
            t('enrolment.primaryContact'),
            [
              `${primaryContact.firstName} ${primaryContact.lastName}`.trim(),
              primaryContact.email,
              primaryContact.phoneNumber,
            ].join(', '),
          ],
          [t('enrolment.supportContact'), [supportContact.email, supportContact.phoneNumber].join(', ')],
          ['PartnerID', detail.mpnId ?? t('enrolment.partnerId.later')],
          [t('vetting.domain'), detail.domain],
          [t('enrolment.expected'), detail.expected ? t.formats.day(detail.expected.by) : ''],
          ...(detail.reason ? [[t('request.reason'), detail.reason] as const] : []),
          ...(detail.decidedBy ? [[t('request.decidedBy'), detail.decidedBy] as const] : []),
        ]}
      />
    </Section>
  );
}

interface CheckProps {
  readonly detail: DeskDetail;
  readonly check: DeskDetail['checks'][number];
  readonly onDecided: () => Promise<void>;
}

function Check({ detail, check, onDecided }: CheckProps) {
  const t = useText();
  const [note, setNote] = useState(check.note ?? '');
  const decide = useMutation({
    mutationFn: (state: 'passed' | 'failed') =>
      decideCheck({ ...detail, check: check.name, body: { revision: detail.revision, state, note } }),
    onSuccess: onDecided,
    onError: onDecided,
  });
  const name = t(`vetting.check.${check.name}`);
  const mine = check.name !== 'email_ownership' && detail.vettingStatus === 'pending' && !!detail.emailConfirmedAt;
  return (
    <fieldset>
      <legend>{name}</legend>
      <ProblemSummary error={decide.error} />
      <p>
        <CheckState state={check.state} />{' '}
        <span className="quiet">
          {[check.by, check.at ? t.formats.moment(check.at) : ''].filter(Boolean).join(', ')}
        </span>
      </p>
      {mine ? (
        <>
          <TextField label={t('vetting.note')} value={note} onChange={setNote} maxLength={2000} />
          <div className="commands">
            <ActionButton of={name} busy={decide.isPending} onAct={() => decide.mutate('passed')}>
              {t('vetting.pass')}
            </ActionButton>
            <ActionButton of={name} busy={decide.isPending} onAct={() => decide.mutate('failed')}>
              {t('vetting.fail')}
            </ActionButton>
          </div>
        </>
      ) : (
        <p>{check.note}</p>
      )}
    </fieldset>
  );
}

function Documents({ detail }: { detail: DeskDetail }) {
  const t = useText();
  if (detail.documents.length === 0) return null;
  return (
    <Section title={t('vetting.documents')}>
      <ul className="bullets">
        {detail.documents.map(({ id, fileName, documentType, comment, uploadedAt }) => (
          <li key={id}>
            <Button appearance="transparent" onClick={() => void downloadDocument(detail, id, fileName)}>
              {fileName}
            </Button>{' '}
            {[t(`documents.type.${documentType}`), comment, t.formats.moment(uploadedAt)].filter(Boolean).join(' · ')}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function RejectDialog(props: { detail: DeskDetail; onDone: () => Promise<void>; onClose: () => void }) {
  const t = useText();
  const form = useForm({
    shape: rejectEnrolment,
    // What was read when it was opened.
    start: { revision: props.detail.revision, reason: '' },
    words: { reason: t('desk.refuse.missing') },
    send: async (body) => {
      try {
        return await reject(props.detail, body);
      } catch (error) {
        // What changed meanwhile is to be read first.
        await props.onDone();
        throw error;
      }
    },
    onSent: async () => {
      await props.onDone();
      props.onClose();
    },
  });
  return (
    <FormDialog form={form} title={t('vetting.reject')} submit={t('vetting.reject')} onClose={props.onClose}>
      <p>{t('vetting.reject.text')}</p>
      <TextInput form={form} name="reason" label={t('request.reason')} required rows={4} maxLength={2000} />
    </FormDialog>
  );
}
