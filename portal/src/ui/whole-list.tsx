/** A list of which every row is there already, such as the parts of one thing: searched and ordered in the browser. */
import type { ReactNode } from 'react';
import { ListBar } from './list-bar.tsx';
import { shownRows, type Column, type RowFilter } from './list-rows.ts';
import { useListState } from './list-state.ts';
import { NoResults } from './list.tsx';
import { EmptyState } from './states.tsx';
import { Table } from './table.tsx';
import { useText } from './text.tsx';

interface WholeListProps<Row> {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly filters?: readonly RowFilter<Row>[];
  readonly empty: { readonly title: string; readonly text: string; readonly action?: ReactNode };
}

export function WholeList<Row>({ name, rows, rowKey, columns, filters = [], empty }: WholeListProps<Row>) {
  const t = useText();
  const state = useListState();
  if (rows.length === 0) return <EmptyState {...empty} />;
  const shown = shownRows(rows, columns, filters, state, t.formats.compare);
  return (
    <div className="list">
      <ListBar {...{ name, state, filters }} shown={shown.length} total={rows.length} />
      {shown.length === 0 ? <NoResults state={state} /> : <Table {...{ name, rowKey, columns, state }} rows={shown} />}
    </div>
  );
}
