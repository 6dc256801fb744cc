/** Rows under columns; on narrow screens rows become cards. A list gives it its order, a part of a page has none. */
import { ArrowSortDownRegular } from '@fluentui/react-icons/svg/arrow-sort-down';
import { ArrowSortUpRegular } from '@fluentui/react-icons/svg/arrow-sort-up';
import type { Column } from './list-rows.ts';
import type { ListState } from './list-state.ts';
import { ScrollFrame } from './scroll-frame.tsx';

interface TableProps<Row> {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  /** Absent where order means something: no sorting then. */
  readonly state?: ListState;
  /** Columns that order the list; all of them when absent. */
  readonly sorts?: readonly string[];
}

// Narrow screens lay rows out as cards, and a browser forgets what a table is once its display changes: say it again.
const as = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  head: { role: 'columnheader' },
  cell: { role: 'cell' },
  rowHead: { role: 'rowheader' },
} as const;

export function Table<Row>(props: TableProps<Row>) {
  const names = Math.max(
    props.columns.findIndex((column) => column.namesRow),
    0,
  );
  return (
    <ScrollFrame name={props.name}>
      <table className="table" aria-label={props.name} {...as.table}>
        <thead {...as.group}>
          <tr {...as.row}>
            {props.columns.map((column) => (
              <Header
                key={column.id}
                column={column}
                state={!props.sorts || props.sorts.includes(column.id) ? props.state : undefined}
              />
            ))}
          </tr>
        </thead>
        <tbody {...as.group}>
          {props.rows.map((row) => (
            <tr key={props.rowKey(row)} {...as.row}>
              {props.columns.map((column, index) => (
                <Cell key={column.id} column={column} row={row} namesRow={index === names} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}

function Cell<Row>(props: { column: Column<Row>; row: Row; namesRow: boolean }) {
  const content = props.column.cell?.(props.row) ?? props.column.text(props.row);
  const look = { className: props.column.end ? 'end' : undefined, 'data-label': props.column.header };
  if (props.namesRow) {
    return (
      <th scope="row" {...as.rowHead} {...look}>
        {content}
      </th>
    );
  }
  return (
    <td {...as.cell} {...look}>
      <span className="value">{content}</span>
    </td>
  );
}

function Header<Row>(props: { column: Column<Row>; state: ListState | undefined }) {
  const { column, state } = props;
  const sorted = state?.sort?.column === column.id ? (state.sort.down ? 'descending' : 'ascending') : undefined;
  return (
    <th
      scope="col"
      className={column.end ? 'end' : undefined}
      {...as.head}
      {...(sorted ? { 'aria-sort': sorted } : {})}
    >
      {state && column.header ? (
        <button type="button" className="sort" onClick={() => state.toggleSort(column.id)}>
          {column.header}
          <span aria-hidden className="sort-icon">
            {sorted === 'ascending' ? <ArrowSortUpRegular /> : sorted ? <ArrowSortDownRegular /> : null}
          </span>
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}
