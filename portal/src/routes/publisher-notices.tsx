import type { PublisherNotice } from '@comptoir/contracts/comptoir/material';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { NoticeCard } from '../features/notices/notice-card.tsx';
import { NoticeList } from '../features/notices/notice-list.tsx';
import { PostDialog } from '../features/notices/post-dialog.tsx';
import { publisherNoticesQuery } from '../features/notices/queries.ts';
import { UpdateDialog } from '../features/notices/update-dialog.tsx';
import { anyOfferQuery } from '../features/offers/queries.ts';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** What is open: a new notice, or an addition to one. */
type Open = 'post' | { readonly notice: PublisherNotice; readonly resolve: boolean };

/** A publisher's notices about the service of its offers (SUP-08, AUD-08). */
export function PublisherNoticesPage() {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open>();
  const any = useQuery(anyOfferQuery('published')).data;
  const close = () => setOpen(undefined);
  const done = () => {
    say(t(open === 'post' ? 'notices.posted' : 'notices.saved'));
    close();
    void queries.invalidateQueries({ queryKey: ['notices'] });
  };
  const post = (
    <ActionButton primary unless={any?.total === 0 ? t('notices.noOffer') : undefined} onAct={() => setOpen('post')}>
      {t('notices.post')}
    </ActionButton>
  );
  return (
    <Page title={t('menu.serviceNotices')} purpose={t('notices.publisher.purpose')} actions={post}>
      <NoticeList
        open={useInfiniteQuery(publisherNoticesQuery('open'))}
        all={useInfiniteQuery(publisherNoticesQuery('all'))}
        empty={t('notices.publisher.none')}
        card={(notice) => (
          <NoticeCard
            key={notice.id}
            notice={notice}
            offer={<TextLink to={paths.offer(notice.offerId)}>{notice.offerName}</TextLink>}
            actions={<Actions notice={notice} onOpen={setOpen} />}
          />
        )}
      />
      {open === 'post' ? (
        <PostDialog only={any?.total === 1 ? any.items[0] : undefined} onPosted={done} onClose={close} />
      ) : null}
      {open && open !== 'post' ? <UpdateDialog {...open} onSaved={done} onClose={close} /> : null}
    </Page>
  );
}

function Actions({ notice, onOpen }: { notice: PublisherNotice; onOpen: (open: Open) => void }) {
  const t = useText();
  return (
    <>
      <ActionButton of={notice.title} onAct={() => onOpen({ notice, resolve: false })}>
        {t('notices.update')}
      </ActionButton>
      <ActionButton
        of={notice.title}
        unless={notice.state === 'ended' ? t('notices.endedAlready') : undefined}
        onAct={() => onOpen({ notice, resolve: true })}
      >
        {t('notices.resolve')}
      </ActionButton>
    </>
  );
}
