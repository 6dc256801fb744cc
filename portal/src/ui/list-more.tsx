/** The end of a list that has further pages. */
import { ActionButton } from './action-button.tsx';
import { useText } from './text.tsx';

/** What a query of pages says of the next one. */
interface Paged {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

export interface NextPage {
  readonly load: () => void;
  readonly busy: boolean;
}

/** The next page of a query; undefined after the last. */
export const moreOf = (query: Paged): NextPage | undefined =>
  query.hasNextPage ? { load: () => void query.fetchNextPage(), busy: query.isFetchingNextPage } : undefined;

/** The button for it, where there is one. */
export function MoreButton({ more }: { more: NextPage | undefined }) {
  const t = useText();
  if (!more) return null;
  return (
    <ActionButton busy={more.busy} onAct={more.load}>
      {t('list.more')}
    </ActionButton>
  );
}

export function More({ more }: { more: NextPage | undefined }) {
  return more ? (
    <div className="list-more">
      <MoreButton more={more} />
    </div>
  ) : null;
}
