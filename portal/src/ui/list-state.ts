/** What a list shows, kept in the page's address: search words, order, chosen filters. */
import { useLocation, useNavigate } from '@tanstack/react-router';

export interface ListState {
  readonly search: string;
  readonly sort: { readonly column: string; readonly down: boolean } | undefined;
  readonly filters: Readonly<Record<string, string>>;
  readonly setSearch: (words: string) => void;
  readonly toggleSort: (column: string) => void;
  /** `name`, or `-name` for the reverse; the usual order when empty. */
  readonly setSort: (order: string) => void;
  readonly setFilter: (id: string, value: string | undefined) => void;
  readonly clear: () => void;
}

export function useListState(): ListState {
  const search = useLocation({ select: (location) => location.search });
  const navigate = useNavigate();
  const change = (part: Record<string, string | undefined>) => {
    const next = Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value));
    void navigate({ to: '.', search: next, replace: true, resetScroll: false });
  };
  const sort = readSort(search.sort);
  return {
    search: search.q ?? '',
    sort,
    filters: Object.fromEntries(
      Object.entries(search).flatMap(([name, value]) =>
        name === 'q' || name === 'sort' || value === undefined ? [] : [[name, value]],
      ),
    ),
    setSearch: (words) => change({ q: words }),
    toggleSort: (column) => change({ sort: sort?.column === column && !sort.down ? `-${column}` : column }),
    setSort: (order) => change({ sort: order }),
    setFilter: (id, value) => change({ [id]: value }),
    clear: () => void navigate({ to: '.', search: {}, replace: true, resetScroll: false }),
  };
}

function readSort(text: string | undefined): ListState['sort'] {
  if (!text) return undefined;
  return text.startsWith('-') ? { column: text.slice(1), down: true } : { column: text, down: false };
}
