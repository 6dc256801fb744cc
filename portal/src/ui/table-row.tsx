/** A row of a table; when one of its cells opens, what it tells stands below, as wide as the table. */
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up';
import { useId, useState, type ReactNode } from 'react';
import type { Column } from './list-rows.ts';
import { as } from './table-roles.ts';

interface RowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  /** Place of the column that names it. */
  readonly names: number;
}

export function TableRow<Row>({ row, columns, names }: RowProps<Row>) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const opening = columns.find(({ opens }) => opens);
  return (
    <>
      <tr {...as.row}>
        {columns.map((column, index) => (
          <Cell key={column.id} column={column} namesRow={index === names}>
            {column.opens ? (
              <button
                type="button"
                className="opener"
                aria-expanded={open}
                aria-controls={id}
                onClick={() => setOpen(!open)}
              >
                {contentOf(column, row)}
                {open ? <ChevronUpRegular aria-hidden /> : <ChevronDownRegular aria-hidden />}
              </button>
            ) : (
              contentOf(column, row)
            )}
          </Cell>
        ))}
      </tr>
      {open && opening?.opens ? (
        <tr {...as.row} id={id} className="opened">
          <td {...as.cell} colSpan={columns.length}>
            {opening.opens(row)}
          </td>
        </tr>
      ) : null}
    </>
  );
}

function contentOf<Row>(column: Column<Row>, row: Row): ReactNode {
  return column.cell?.(row) ?? column.text(row);
}

function Cell<Row>(props: { column: Column<Row>; namesRow: boolean; children: ReactNode }) {
  const look = { className: props.column.end ? 'end' : undefined, 'data-label': props.column.header };
  if (props.namesRow) {
    return (
      <th scope="row" {...as.rowHead} {...look}>
        {props.children}
      </th>
    );
  }
  return (
    <td {...as.cell} {...look}>
      <span className="value">{props.children}</span>
    </td>
  );
}
