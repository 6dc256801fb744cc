import {
  acceptedUsageList,
  rejectedUsageList,
  usageDayList,
  usageRefusals,
  type AcceptedUsage,
  type RejectedUsage,
  type UsageDayTotal,
} from '@comptoir/contracts/comptoir/usage';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Page, Section } from '../ui/page.tsx';
import { Refresh } from '../ui/refresh.tsx';
import { Status } from '../ui/status.tsx';
import { useText, type Text } from '../ui/text.tsx';

const root = '/comptoir/v1/usage';
const days = { path: `${root}/days`, list: usageDayList, key: ['usage', 'days'] };
const accepted = { path: `${root}/accepted`, list: acceptedUsageList, key: ['usage', 'accepted'] };
const rejected = { path: `${root}/rejected`, list: rejectedUsageList, key: ['usage', 'rejected'] };

/** The publisher's: what its site reported as used, day by day, and what was refused and why. */
export function UsagePage() {
  const t = useText();
  const statuses: Filter = {
    id: 'status',
    label: t('usage.reason'),
    options: usageRefusals.map((value) => ({ value, label: t(`usage.refusal.${value}`) })),
  };
  const nothing = { title: t('usage.empty'), text: t('usage.empty.text') };
  return (
    <Page title={t('menu.usage')} purpose={t('usage.purpose')} actions={<Refresh of={['usage']} />}>
      <Section title={t('usage.days')}>
        <List
          name={t('usage.days')}
          source={days}
          rowKey={(row) => `${row.day} ${row.product} ${row.dimension} ${row.unit}`}
          columns={dayColumns(t)}
          empty={nothing}
        />
      </Section>
      <Section title={t('usage.accepted')}>
        <List
          name={t('usage.accepted')}
          source={accepted}
          rowKey={(row) => `${row.day} ${row.subscriptionId} ${row.product} ${row.dimension}`}
          columns={acceptedColumns(t)}
          empty={nothing}
        />
      </Section>
      <Section title={t('usage.rejected')}>
        <List
          name={t('usage.rejected')}
          source={rejected}
          rowKey={(row) => `${row.firstAt} ${row.resource} ${row.dimension} ${row.status}`}
          columns={rejectedColumns(t)}
          filters={[statuses]}
          empty={{ title: t('usage.rejected.empty'), text: t('usage.rejected.empty.text') }}
        />
      </Section>
    </Page>
  );
}

function meterColumns<Row extends Omit<UsageDayTotal, 'subscriptions'>>(t: Text): readonly Column<Row>[] {
  return [
    { id: 'product', header: t('word.product'), text: (row) => row.product },
    { id: 'meter', header: t('usage.meter'), text: (row) => `${row.meter} (${row.unit})` },
    { id: 'events', header: t('usage.events'), end: true, text: (row) => t.formats.number(row.events) },
    { id: 'quantity', header: t('word.quantity'), end: true, text: (row) => t.formats.number(row.quantity) },
    { id: 'charged', header: t('usage.charged'), end: true, text: (row) => t.formats.number(row.chargedQuantity) },
  ];
}

function dayColumns(t: Text): readonly Column<UsageDayTotal>[] {
  return [
    { id: 'day', header: t('usage.day'), text: (row) => t.formats.day(row.day) },
    {
      id: 'subscriptions',
      header: t('usage.subscriptions'),
      end: true,
      text: (row) => t.formats.number(row.subscriptions),
    },
    ...meterColumns<UsageDayTotal>(t),
  ];
}

function acceptedColumns(t: Text): readonly Column<AcceptedUsage>[] {
  return [
    { id: 'day', header: t('usage.day'), text: (row) => t.formats.day(row.day) },
    {
      id: 'subscription',
      header: t('subscription.name'),
      text: (row) => row.subscriptionId,
      cell: (row) => <code>{row.subscriptionId}</code>,
    },
    ...meterColumns<AcceptedUsage>(t),
    { id: 'last', header: t('usage.last'), text: (row) => t.formats.moment(row.lastAcceptedAt) },
  ];
}

function rejectedColumns(t: Text): readonly Column<RejectedUsage>[] {
  const sent = ({ quantity, effective, plan }: RejectedUsage) =>
    [quantity, effective, plan].filter((part) => part !== '').join(' · ') || '–';
  return [
    { id: 'last', header: t('usage.last'), text: (row) => t.formats.moment(row.lastAt) },
    {
      id: 'status',
      header: t('usage.reason'),
      text: (row) => t(`usage.refusal.${row.status}`),
      cell: (row) => (
        <>
          <Status tone="bad">{t(`usage.refusal.${row.status}`)}</Status>
          <div className="quiet">{t(`usage.refusal.${row.status}.text`)}</div>
        </>
      ),
    },
    {
      id: 'resource',
      header: t('usage.resource'),
      text: (row) => row.resource || '–',
      cell: (row) => <code>{row.resource || '–'}</code>,
    },
    { id: 'dimension', header: t('usage.dimension'), text: (row) => row.dimension || '–' },
    { id: 'sent', header: t('usage.sent'), text: sent },
    { id: 'count', header: t('usage.times'), end: true, text: (row) => t.formats.number(row.count) },
  ];
}
