import { enrolmentKinds } from '@comptoir/contracts/comptoir/enrolment';
import type { DeskEnrolment } from '@comptoir/contracts/comptoir/vetting';
import { useQuery } from '@tanstack/react-query';
import { countsQuery, vettingSource } from '../features/vetting/queries.ts';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { Status } from '../ui/status.tsx';
import { useText } from '../ui/text.tsx';

const statuses = ['pending', 'rejected', 'authorized'] as const;
const tones = { none: 'neutral', pending: 'waiting', rejected: 'bad', authorized: 'good' } as const;

/** The vetting desk: companies that ask to come in, and what is overdue. */
export function VettingPage() {
  const t = useText();
  const counts = useQuery(countsQuery).data;
  const filters: readonly Filter[] = [
    {
      id: 'status',
      label: t('word.state'),
      options: statuses.map((value) => ({ value, label: t(`vetting.status.${value}`) })),
    },
    {
      id: 'kind',
      label: t('enrolment.kind'),
      options: enrolmentKinds.map((value) => ({ value, label: t(`enrolment.kind.${value}`) })),
    },
    { id: 'overdue', label: t('vetting.overdue'), options: [{ value: 'true', label: t('vetting.overdue') }] },
  ];
  return (
    <Page title={t('menu.vetting')} purpose={t('vetting.purpose')}>
      {counts ? (
        <Facts
          facts={[
            [t('vetting.status.pending'), String(counts.pending)],
            [t('vetting.overdue'), String(counts.overdue)],
            [t('vetting.status.rejected'), String(counts.rejected)],
            [t('vetting.status.authorized'), String(counts.authorized)],
          ]}
        />
      ) : null}
      <List
        name={t('menu.vetting')}
        source={vettingSource}
        rowKey={({ tenantId, kind }) => `${tenantId} ${kind}`}
        columns={useColumns()}
        filters={filters}
        empty={{ title: t('vetting.empty'), text: t('vetting.empty.text') }}
      />
    </Page>
  );
}

function useColumns(): readonly Column<DeskEnrolment>[] {
  const t = useText();
  return [
    {
      id: 'company',
      header: t('enrolment.name'),
      text: ({ companyName }) => companyName,
      cell: ({ tenantId, kind, companyName }) => (
        <TextLink to={paths.vettingCase(tenantId, kind)}>{companyName}</TextLink>
      ),
    },
    { id: 'kind', header: t('enrolment.kind'), text: ({ kind }) => t(`enrolment.kind.${kind}`) },
    { id: 'country', header: t('newCustomer.country'), text: ({ country }) => t.formats.country(country) },
    {
      id: 'status',
      header: t('word.state'),
      text: ({ vettingStatus }) => t(`vetting.status.${vettingStatus}`),
      cell: ({ vettingStatus, overdue }) => (
        <Status tone={overdue ? 'attention' : tones[vettingStatus]}>
          {t(overdue ? 'vetting.overdue' : `vetting.status.${vettingStatus}`)}
        </Status>
      ),
    },
    {
      id: 'step',
      header: t('vetting.step'),
      text: ({ vettingSubStatus }) => t(`vetting.subStatus.${vettingSubStatus}`),
    },
    { id: 'submitted', header: t('enrolment.submittedAt'), text: ({ submittedAt }) => t.formats.moment(submittedAt) },
    {
      id: 'expected',
      header: t('enrolment.expected'),
      text: ({ expectedOn }) => (expectedOn ? t.formats.day(expectedOn) : '–'),
    },
  ];
}
