/** What the acting customer used of metered plans, month by month. Prices are between it and its partner. */
import { ownUsageList, type OwnUsage } from '@comptoir/contracts/comptoir/usage';
import { List } from '../../ui/list.tsx';
import type { Column } from '../../ui/list-rows.ts';
import { Section } from '../../ui/page.tsx';
import { useText, type Text } from '../../ui/text.tsx';

const source = { path: '/comptoir/v1/own-usage', list: ownUsageList, key: ['ownUsage'] };

export function OwnUsageSection() {
  const t = useText();
  return (
    <Section title={t('ownUsage.title')}>
      <List
        name={t('ownUsage.title')}
        source={source}
        of="usage."
        rowKey={(row) => `${row.month} ${row.subscriptionId} ${row.product} ${row.meter}`}
        columns={columnsIn(t)}
        empty={{ title: t('usage.empty'), text: t('ownUsage.empty.text') }}
      />
    </Section>
  );
}

function columnsIn(t: Text): readonly Column<OwnUsage>[] {
  return [
    { id: 'month', header: t('usage.month'), text: (row) => t.formats.month(row.month) },
    { id: 'product', header: t('word.product'), text: (row) => row.product },
    { id: 'partner', header: t('ownPartners.name'), text: (row) => row.partnerName },
    { id: 'meter', header: t('usage.meter'), text: (row) => `${row.meter} (${row.unit})` },
    { id: 'quantity', header: t('word.quantity'), end: true, text: (row) => t.formats.number(row.quantity) },
    { id: 'last', header: t('usage.lastDay'), text: (row) => t.formats.day(row.lastDay) },
  ];
}
