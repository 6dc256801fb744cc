/** Notices in two parts: those that are not over first, then the history, newest first, page by page. */
import type { ServiceNotice } from '@comptoir/contracts/comptoir/material';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { More, moreOf } from '../../ui/list-more.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';

interface Pages<Notice> {
  readonly pages: readonly { readonly items: readonly Notice[] }[];
}

interface NoticeListProps<Notice> {
  readonly open: UseInfiniteQueryResult<Pages<Notice>>;
  readonly all: UseInfiniteQueryResult<Pages<Notice>>;
  readonly card: (notice: Notice) => ReactNode;
  readonly empty: string;
}

export function NoticeList<Notice extends ServiceNotice>({ open, all, card, empty }: NoticeListProps<Notice>) {
  const t = useText();
  return (
    <>
      <section className="stack" aria-label={t('notices.open')}>
        <h2>{t('notices.open')}</h2>
        <Loaded query={open} rows={3}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0) return <EmptyState title={t('notices.none')} text={empty} />;
            return <Cards items={items} card={card} query={open} />;
          }}
        </Loaded>
      </section>
      <section className="stack" aria-label={t('notices.ended')}>
        <h2>{t('notices.ended')}</h2>
        <Loaded query={all} rows={3}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items).filter((notice) => notice.state === 'ended');
            if (items.length === 0 && !all.hasNextPage) return <p className="quiet">{t('notices.ended.none')}</p>;
            return <Cards items={items} card={card} query={all} />;
          }}
        </Loaded>
      </section>
    </>
  );
}

interface CardsProps<Notice> {
  readonly items: readonly Notice[];
  readonly card: (notice: Notice) => ReactNode;
  readonly query: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;
}

function Cards<Notice extends ServiceNotice>({ items, card, query }: CardsProps<Notice>) {
  return (
    <>
      {items.map(card)}
      <More more={moreOf(query)} />
    </>
  );
}
