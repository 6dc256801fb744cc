/** Rows under columns; on narrow screens rows become cards. A list gives it its order, a part of a page has none. */
import { Select } from '@fluentui/react-components';
import { ArrowSortDownRegular } from '@fluentui/react-icons/svg/arrow-sort-down';
import { ArrowSortUpRegular } from '@fluentui/react-icons/svg/arrow-sort-up';
import type { Column } from './list-rows.ts';
import type { ListState } from './list-state.ts';
import { ScrollFrame } from './scroll-frame.tsx';
import { as } from './table-roles.ts';
import { TableRow } from './table-row.tsx';
import { useText } from './text.tsx';

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

export function Table<Row>(props: TableProps<Row>) {
  const names = Math.max(
    props.columns.findIndex((column) => column.namesRow),
    0,
  );
  return (
    <ScrollFrame name={props.name} columns={props.columns.length} above={<SortChoice {...props} />}>
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
            <TableRow key={props.rowKey(row)} row={row} columns={props.columns} names={names} />
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}

/** Where rows are cards there are no headings to press: the order is chosen above them. */
function SortChoice<Row>({ name, columns, state, sorts }: TableProps<Row>) {
  const t = useText();
  const sorted = columns.filter(({ id, header }) => header && (!sorts || sorts.includes(id)));
  if (!state || sorted.length === 0) return null;
  const { sort } = state;
  const order = sort && sorted.some(({ id }) => id === sort.column) ? `${sort.down ? '-' : ''}${sort.column}` : '';
  return (
    <div className="sort-choice">
      <Select aria-label={t('list.sort', { name })} value={order} onChange={(_, data) => state.setSort(data.value)}>
        <option value="">{t('list.sort.usual')}</option>
        {sorted.flatMap(({ id, header }) => [
          <option key={id} value={id}>
            {t('list.sort.up', { column: header })}
          </option>,
          <option key={`-${id}`} value={`-${id}`}>
            {t('list.sort.down', { column: header })}
          </option>,
        ])}
      </Select>
    </div>
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
