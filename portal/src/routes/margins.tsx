import type { MarginRow } from '@comptoir/contracts/comptoir/margins';
import { useMay } from '../features/account/me.ts';
import { downloadMargins, marginSource } from '../features/margins/queries.ts';
import { paths } from '../paths.ts';
import { TextLink } from '../ui/link.tsx';
import { ExportMenu } from '../ui/list-bar.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** Margins that publishers grant this partner by private offers (rule F28). */
export function MarginsPage() {
  const t = useText();
  return (
    <Page title={t('menu.margins')} purpose={t('margins.purpose')} actions={<Download />}>
      <List
        name={t('menu.margins')}
        source={marginSource}
        rowKey={(row) => row.id}
        columns={useColumns()}
        empty={{ title: t('margins.empty'), text: t('margins.empty.text') }}
      />
    </Page>
  );
}

function Download() {
  const t = useText();
  const may = useMay('margins.read');
  return (
    <ExportMenu
      appearance="primary"
      label={t('margins.download')}
      unless={may ? undefined : t('margins.mayNot')}
      onExport={(form) => downloadMargins(form, t('margins.file'))}
    />
  );
}

function useColumns(): readonly Column<MarginRow>[] {
  const t = useText();
  return [
    {
      id: 'product',
      header: t('word.product'),
      text: (row) => row.productTitle,
      cell: (row) => <TextLink to={paths.marketplaceOffer(row.productId)}>{row.productTitle}</TextLink>,
    },
    {
      id: 'sku',
      header: t('margins.sku'),
      text: (row) => (row.sku ? `${row.sku.title} (${row.sku.id})` : t('margins.everySku')),
    },
    { id: 'publisher', header: t('word.publisher'), text: (row) => row.publisherName },
    {
      id: 'percentage',
      header: t('margins.percentage'),
      end: true,
      text: (row) => t('privateOffer.percent', { number: t.formats.number(row.percentage) }),
    },
    {
      id: 'customers',
      header: t('word.customer'),
      text: (row) => row.customers.map((each) => each.name || each.id).join(', ') || t('margins.everyone'),
    },
    {
      id: 'start',
      header: t('margins.start'),
      text: (row) => t.formats.day(row.start),
    },
    {
      id: 'end',
      header: t('margins.end'),
      text: (row) => t.formats.day(row.end),
    },
  ];
}
