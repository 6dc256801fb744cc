/** Changes between two states of an offer: page, place, old and new value in the reader's words. */
import type { OfferDocument } from '@comptoir/contracts/comptoir/offers';
import { Table } from '../../../ui/table.tsx';
import type { Column } from '../../../ui/list-rows.ts';
import { useText } from '../../../ui/text.tsx';
import type { Difference } from './diff.ts';
import { useDocumentWords } from './words.ts';
import { inMenuOrder } from '../editor/pages.ts';

interface ChangesTableProps {
  readonly changes: readonly Difference[];
  /** Where plans have their names. */
  readonly document: OfferDocument;
  readonly from: string;
  readonly to: string;
}

export function ChangesTable(props: ChangesTableProps) {
  const t = useText();
  const words = useDocumentWords(props.document);
  const columns: readonly Column<Difference>[] = [
    { id: 'page', header: t('compare.page'), text: ({ path }) => words.page(path) },
    { id: 'field', header: t('compare.field'), text: ({ path }) => words.place(path), namesRow: true },
    { id: 'from', header: props.from, text: ({ path, from }) => words.value(path, from) },
    { id: 'to', header: props.to, text: ({ path, to }) => words.value(path, to) },
  ];
  return (
    <Table
      name={t('compare.changes')}
      rows={inMenuOrder(props.changes)}
      rowKey={(change) => change.path.join('\n')}
      columns={columns}
    />
  );
}
