import type { PartnerNotice } from '@comptoir/contracts/comptoir/material';
import { useInfiniteQuery } from '@tanstack/react-query';
import { NoticeCard } from '../features/notices/notice-card.tsx';
import { NoticeList } from '../features/notices/notice-list.tsx';
import { partnerNoticesQuery } from '../features/notices/queries.ts';
import { paths } from '../paths.ts';
import { TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** Notices of the offers this partner may resell or has sold (SUP-08). */
export function PartnerNoticesPage() {
  const t = useText();
  return (
    <Page title={t('menu.serviceNotices')} purpose={t('notices.partner.purpose')}>
      <NoticeList
        open={useInfiniteQuery(partnerNoticesQuery('open'))}
        all={useInfiniteQuery(partnerNoticesQuery('all'))}
        empty={t('notices.partner.none')}
        card={(notice) => <NoticeCard key={notice.id} notice={notice} offer={<OfferOf notice={notice} />} />}
      />
    </Page>
  );
}

function OfferOf({ notice }: { notice: PartnerNotice }) {
  const t = useText();
  const { offerName, productId, publisherName } = notice;
  return (
    <>
      {productId ? <TextLink to={paths.marketplaceOffer(productId)}>{offerName}</TextLink> : offerName}
      {' · '}
      {t('marketplace.by', { publisher: publisherName })}
    </>
  );
}
