import type { MarginRow } from '@comptoir/contracts/comptoir/margins';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useMutation } from '@tanstack/react-query';
import { useMay } from '../features/account/me.ts';
import { downloadMargins, marginSource } from '../features/margins/queries.ts';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { useFaultText } from '../ui/fault.ts';
import { TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

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
  const say = useSay();
  const words = useFaultText();
  const may = useMay('margins.read');
  const file = useMutation({ mutationFn: downloadMargins, onError: (error) => say(words(error)) });
  return (
    <ActionButton
      primary
      icon={<ArrowDownloadRegular />}
      busy={file.isPending}
      unless={may ? undefined : t('margins.mayNot')}
      onAct={() => file.mutate()}
    >
      {t('margins.download')}
    </ActionButton>
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
