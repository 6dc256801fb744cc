/**
 * The one list of the portal: search, filters as removable chips, sortable columns, "more" by keyset, CSV, row link in
 * the first column. Where the server searches, sorts, counts and exports (`byServer`), the list shows what it answers. On narrow screens rows become cards.
 */
import { Button, SearchBox, Select } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { ArrowSortDownRegular } from '@fluentui/react-icons/svg/arrow-sort-down';
import { ArrowSortUpRegular } from '@fluentui/react-icons/svg/arrow-sort-up';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { saveFile } from '../api/files.ts';
import { ActionButton } from './action-button.tsx';
import { toCsv } from './csv.ts';
import { More, type NextPage } from './list-more.tsx';
import { shownRows, type Column, type Filter } from './list-rows.ts';
import { useListState, type ListState } from './list-state.ts';
import { ScrollFrame } from './scroll-frame.tsx';
import { EmptyState } from './states.tsx';
import { useText } from './text.tsx';

interface ListProps<Row> {
  /** What the list is of; names the table and the exported file. */
  readonly name: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly filters?: readonly Filter<Row>[];
  /** Shown instead of the table when there is not one row. */
  readonly empty: { readonly title: string; readonly text: string; readonly action?: ReactNode };
  readonly more?: NextPage | undefined;
  readonly total?: number | undefined;
  /** Search asks the server instead of what is loaded. */
  readonly searchedByServer?: boolean;
  /** Search, order, count and file are the server's: they are about the whole list, not about what is loaded. */
  readonly byServer?: ServerList;
}

export interface ServerList {
  /** Columns it can order by. */
  readonly sorts: readonly string[];
  /** Fetches the file of every row that is selected. */
  readonly exportFile: () => Promise<void>;
}

export function List<Row>(props: ListProps<Row>) {
  const t = useText();
  const state = useListState();
  const exporting = useMutation({ mutationFn: () => props.byServer!.exportFile() });
  const filters = props.filters ?? [];
  const asked = state.search !== '' || Object.keys(state.filters).length > 0;
  const { byServer } = props;
  const searched = byServer !== undefined || props.searchedByServer;
  if (props.rows.length === 0 && !(searched && asked)) return <EmptyState {...props.empty} />;
  const wanted = searched ? { ...state, search: '' } : state;
  const rows = byServer ? props.rows : shownRows(props.rows, props.columns, filters, wanted, t.formats.compare);
  const exportRows = () => {
    if (byServer) return exporting.mutate();
    const head = props.columns.map((column) => column.header);
    const csv = toCsv([head, ...rows.map((row) => props.columns.map((column) => column.text(row)))]);
    saveFile(new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' }), `${props.name}.csv`);
  };
  return (
    <div className="list">
      <div className="list-bar">
        <SearchBox
          aria-label={t('list.search', { name: props.name })}
          placeholder={t('list.search.placeholder')}
          value={state.search}
          onChange={(_, data) => state.setSearch(data.value)}
        />
        <FilterChoices filters={filters} state={state} />
        <span className="spring" />
        <output className="quiet">
          {t('list.count', { shown: rows.length, total: Math.max(props.total ?? 0, props.rows.length) })}
        </output>
        <ActionButton
          icon={<ArrowDownloadRegular />}
          unless={rows.length === 0 ? t('list.export.empty') : undefined}
          busy={exporting.isPending}
          onAct={exportRows}
        >
          {t('list.export')}
        </ActionButton>
      </div>
      <Chips filters={filters} state={state} />
      {rows.length === 0 ? (
        <EmptyState
          title={t('list.none')}
          text={t('list.none.text')}
          action={<Button onClick={state.clear}>{t('list.clear')}</Button>}
        />
      ) : (
        <Table {...props} rows={rows} state={state} {...(byServer ? { sorts: byServer.sorts } : {})} />
      )}
      <More more={props.more} />
    </div>
  );
}

function FilterChoices<Row>(props: { filters: readonly Filter<Row>[]; state: ListState }) {
  const t = useText();
  return props.filters.map((filter) => (
    <Select
      key={filter.id}
      aria-label={filter.label}
      value={props.state.filters[filter.id] ?? ''}
      onChange={(_, data) => props.state.setFilter(filter.id, data.value || undefined)}
    >
      <option value="">{t('list.filter.all', { filter: filter.label })}</option>
      {filter.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  ));
}

function Chips<Row>(props: { filters: readonly Filter<Row>[]; state: ListState }) {
  const t = useText();
  const chosen = props.filters.filter((filter) => props.state.filters[filter.id]);
  if (chosen.length === 0) return null;
  return (
    <ul className="chips" aria-label={t('list.filters')}>
      {chosen.map((filter) => {
        const value = props.state.filters[filter.id];
        const label = filter.options.find((option) => option.value === value)?.label ?? value;
        const words = `${filter.label} – ${label}`;
        return (
          <li key={filter.id}>
            <Button
              size="small"
              icon={<DismissRegular />}
              iconPosition="after"
              aria-label={t('list.filter.remove', { filter: words })}
              onClick={() => props.state.setFilter(filter.id, undefined)}
            >
              {words}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

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
