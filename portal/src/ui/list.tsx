/**
 * The one list of the portal: searched, filtered, ordered, counted and exported by the server, over all its rows; "more"
 * by keyset; row link in the first column.
 */
import { Button } from '@fluentui/react-components';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, type ReactNode } from 'react';
import type { z } from 'zod';
import { ask, download } from '../api/client.ts';
import { ExportMenu, ListBar, type FileForm } from './list-bar.tsx';
import { More, moreOf } from './list-more.tsx';
import type { Column, Filter } from './list-rows.ts';
import { useListState, type ListState } from './list-state.ts';
import { EmptyState, Loaded } from './states.tsx';
import { Table } from './table.tsx';
import { useText } from './text.tsx';

/** An answer of a list of the contract (`listOf`). */
interface Answer<Row> {
  readonly items: readonly Row[];
  readonly total: number;
  readonly next?: string | undefined;
}

/** Where a list comes from. Its columns are ordered by what the server can order by, under the same names. */
export interface ListSource<Page extends Answer<unknown>> {
  readonly path: string;
  readonly list: {
    readonly sorts: readonly string[];
    readonly filters: readonly string[];
    readonly answer: z.ZodType<Page>;
  };
  /** What its pages are kept under. */
  readonly key: readonly unknown[];
  /** Asked again after so long, for what goes on by itself. */
  readonly refreshMs?: number;
}

interface ListProps<Page extends Answer<unknown>> {
  /** What the list is of; names the table and the exported file. */
  readonly name: string;
  readonly source: ListSource<Page>;
  /** Before its members in the address, where the page has another list: `usage.`. */
  readonly of?: string;
  readonly rowKey: (row: Page['items'][number]) => string;
  readonly columns: readonly Column<Page['items'][number]>[];
  /** Members of the server's request. */
  readonly filters?: readonly Filter[] | ((page: Page) => readonly Filter[]);
  /** Shown instead of the table when there is not one row. */
  readonly empty: { readonly title: string; readonly text: string; readonly action?: ReactNode };
  /** What the answer tells beside its rows. */
  readonly beside?: (page: Page) => ReactNode;
}

export function List<Page extends Answer<unknown>>(props: ListProps<Page>) {
  const { source } = props;
  const state = useListState(props.of);
  const query = useInfiniteQuery(useListQuery(source, state));
  return (
    <Loaded query={query}>
      {({ pages }) => <Rows {...props} state={state} pages={pages} more={<More more={moreOf(query)} />} />}
    </Loaded>
  );
}

/** The request of a list's address: words, order and filters; orders that the server does not know are left out. */
function selectionOf(list: Pick<ListSource<Answer<unknown>>['list'], 'sorts' | 'filters'>, state: ListState) {
  const { search, sort } = state;
  const order = sort && list.sorts.includes(sort.column) ? `${sort.down ? '-' : ''}${sort.column}` : undefined;
  const filters = list.filters.map((id) => [id, state.filters[id]]);
  const asked = { ...Object.fromEntries(filters), search: search.trim(), sort: order };
  return Object.fromEntries(Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

function useListQuery<Page extends Answer<unknown>>(
  { path, list, key, refreshMs }: ListSource<Page>,
  state: ListState,
) {
  const search = useDeferredValue(state.search);
  const selection = selectionOf(list, { ...state, search });
  return {
    queryKey: [...key, selection],
    initialPageParam: '',
    queryFn: ({ pageParam }: { pageParam: string }): Promise<Page> =>
      ask(path, list.answer, { query: { ...selection, after: pageParam || undefined } }) as Promise<Page>,
    getNextPageParam: (page: Page) => page.next,
    placeholderData: keepPreviousData,
    ...(refreshMs === undefined ? {} : { refetchInterval: refreshMs }),
  };
}

function Rows<Page extends Answer<unknown>>(
  props: ListProps<Page> & { state: ListState; pages: readonly Page[]; more: ReactNode },
) {
  const { name, source, state, pages } = props;
  const t = useText();
  const first = pages[0]!;
  const filters = typeof props.filters === 'function' ? props.filters(first) : (props.filters ?? []);
  const rows = pages.flatMap((page) => page.items) as Page['items'][number][];
  const beside = props.beside?.(first);
  const asked = state.search !== '' || filters.some(({ id }) => state.filters[id]);
  if (rows.length === 0 && !asked) {
    return (
      <>
        {beside}
        <EmptyState {...props.empty} />
      </>
    );
  }
  const exportFile = (format: FileForm) => {
    const query = new URLSearchParams({ ...selectionOf(source.list, state), format });
    return download(`${source.path}/export?${query.toString()}`, `${name}.csv`, 'text/csv');
  };
  return (
    <div className="list">
      {beside}
      <ListBar
        {...{ name, state, filters }}
        shown={rows.length}
        total={first.total}
        file={<ExportMenu unless={rows.length === 0 ? t('list.export.empty') : undefined} onExport={exportFile} />}
      />
      {rows.length === 0 ? (
        <NoResults state={state} />
      ) : (
        <Table
          name={name}
          rows={rows}
          rowKey={props.rowKey}
          columns={props.columns}
          state={state}
          sorts={source.list.sorts}
        />
      )}
      {props.more}
    </div>
  );
}

export function NoResults({ state }: { state: ListState }) {
  const t = useText();
  return (
    <EmptyState
      title={t('list.none')}
      text={t('list.none.text')}
      action={<Button onClick={state.clear}>{t('list.clear')}</Button>}
    />
  );
}
