import {
  deskQualificationNames,
  deskQualificationStates,
  type DeskQualification,
} from '@comptoir/contracts/comptoir/qualifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { qualificationName, QualificationState, reasonText } from '../features/customers/qualification-words.tsx';
import { DenyDialog } from '../features/desk/qualification-dialogs.tsx';
import { approveQualification, qualificationSource } from '../features/desk/queries.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { ProblemSummary } from '../ui/form/problem-summary.tsx';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText, type Text } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

type Asking = { readonly row: DeskQualification; readonly verb: 'approve' | 'deny' };

/** The operator's desk: qualifications that partners ask for their customers, approved or denied. */
export function QualificationsPage() {
  const t = useText();
  const [asking, setAsking] = useState<Asking>();
  const done = useDecided(() => setAsking(undefined));
  const approval = useMutation({ mutationFn: approveQualification, onSuccess: () => done('Approved') });
  const filters: readonly Filter[] = [
    {
      id: 'status',
      label: t('word.state'),
      options: deskQualificationStates.map((value) => ({ value, label: t(`qualification.state.${value}`) })),
    },
    {
      id: 'qualification',
      label: t('qualification.title'),
      options: deskQualificationNames.map((value) => ({ value, label: qualificationName(t, value) })),
    },
  ];
  const close = () => setAsking(undefined);
  return (
    <Page title={t('menu.qualifications')} purpose={t('qualifications.purpose')}>
      <ProblemSummary error={approval.error} />
      <List
        name={t('menu.qualifications')}
        source={qualificationSource}
        rowKey={({ qualificationId }) => qualificationId}
        columns={columnsOf(t, setAsking)}
        filters={filters}
        empty={{ title: t('qualifications.empty'), text: t('qualifications.empty.text') }}
      />
      {asking?.verb === 'approve' ? (
        <Confirm
          title={t('qualification.approve')}
          text={t('qualification.approve.text', {
            what: qualificationName(t, asking.row.qualification),
            customer: asking.row.customerName,
          })}
          confirm={t('qualification.approve.do')}
          cancel={t('action.cancel')}
          onConfirm={() => {
            close();
            approval.mutate(asking.row);
          }}
          onCancel={close}
        />
      ) : null}
      {asking?.verb === 'deny' ? <DenyDialog row={asking.row} onDone={() => done('Denied')} onClose={close} /> : null}
    </Page>
  );
}

function useDecided(close: () => void) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  return async (state: 'Approved' | 'Denied') => {
    close();
    say(t(`qualification.said.${state}`));
    await queries.invalidateQueries({ queryKey: qualificationSource.key });
  };
}

function columnsOf(t: Text, ask: (asking: Asking) => void): readonly Column<DeskQualification>[] {
  return [
    {
      id: 'customer',
      header: t('word.customer'),
      text: ({ customerName }) => customerName,
      cell: ({ customerName, customerDomain }) => (
        <>
          {customerName}
          <div className="quiet">{customerDomain}</div>
        </>
      ),
    },
    { id: 'partner', header: t('word.partner'), text: ({ partnerName }) => partnerName },
    {
      id: 'qualification',
      header: t('qualification.title'),
      text: ({ qualification }) => qualificationName(t, qualification),
      cell: ({ qualification, educationSegment, website }) => (
        <>
          {qualificationName(t, qualification)}
          <div className="quiet">
            {[educationSegment ? t(`qualification.segment.${educationSegment}`) : '', website]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </>
      ),
    },
    {
      id: 'status',
      header: t('word.state'),
      text: ({ vettingStatus }) => t(`qualification.state.${vettingStatus}`),
      cell: ({ vettingStatus, vettingReason }) => (
        <>
          <QualificationState state={vettingStatus} />
          {vettingReason ? <div className="quiet">{reasonText(t, vettingReason)}</div> : null}
        </>
      ),
    },
    { id: 'requested', header: t('qualification.when'), text: ({ requestedAt }) => t.formats.moment(requestedAt) },
    {
      id: 'actions',
      header: t('word.actions'),
      text: () => '',
      cell: (row) => <Decide row={row} t={t} ask={ask} />,
    },
  ];
}

function Decide({ row, t, ask }: { row: DeskQualification; t: Text; ask: (asking: Asking) => void }) {
  if (row.vettingStatus !== 'InReview') return null;
  const of = row.customerName;
  return (
    <div className="commands">
      <ActionButton size="small" of={of} onAct={() => ask({ row, verb: 'approve' })}>
        {t('qualification.approve.do')}
      </ActionButton>
      <ActionButton size="small" of={of} onAct={() => ask({ row, verb: 'deny' })}>
        {t('qualification.deny.do')}
      </ActionButton>
    </div>
  );
}
