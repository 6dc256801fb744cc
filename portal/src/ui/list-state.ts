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

/** `of`: which list, where a page has several; it stands before the name of each member of the address. */
export function useListState(of = ''): ListState {
  const address = useLocation({ select: (location) => location.search });
  const navigate = useNavigate();
  const { own, others } = membersOf(address, of);
  const show = (members: Record<string, string | undefined>) => {
    const named = Object.entries(members).flatMap(([name, value]) => (value ? [[`${of}${name}`, value] as const] : []));
    const search = { ...others, ...Object.fromEntries(named) };
    void navigate({ to: '.', search, replace: true, resetScroll: false });
  };
  const change = (part: Record<string, string | undefined>) => show({ ...own, ...part });
  const { q = '', sort: order, ...filters } = own;
  const sort = readSort(order);
  return {
    search: q,
    sort,
    filters,
    setSearch: (words) => change({ q: words }),
    toggleSort: (column) => change({ sort: sort?.column === column && !sort.down ? `-${column}` : column }),
    setSort: (next) => change({ sort: next }),
    setFilter: (id, value) => change({ [id]: value }),
    clear: () => show({}),
  };
}

/** Members of an address that are a list's, by their names in it, and the others. Pure. */
export function membersOf(address: Readonly<Record<string, string | undefined>>, of: string) {
  const own: Record<string, string> = {};
  const others: Record<string, string> = {};
  for (const [name, value] of Object.entries(address)) {
    if (value === undefined) continue;
    if (name.startsWith(of)) own[name.slice(of.length)] = value;
    else others[name] = value;
  }
  return { own, others };
}

function readSort(text: string | undefined): ListState['sort'] {
  if (!text) return undefined;
  return text.startsWith('-') ? { column: text.slice(1), down: true } : { column: text, down: false };
}
