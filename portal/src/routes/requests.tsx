import { useInfiniteQuery } from '@tanstack/react-query';
import { deskQuery } from '../features/support/queries.ts';
import { RequestList } from '../features/support/request-list.tsx';
import { paths } from '../paths.ts';
import { moreOf } from '../ui/list-more.tsx';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** The operator's desk: what publishers may not do alone. */
export function RequestsPage() {
  const t = useText();
  const query = useInfiniteQuery(deskQuery);
  return (
    <Page title={t('menu.requests')} purpose={t('desk.purpose')}>
      <Loaded query={query}>
        {({ pages }) => (
          <RequestList
            name={t('menu.requests')}
            items={pages.flatMap((page) => page.items)}
            more={moreOf(query)}
            addressOf={paths.request}
            publisher
            empty={{ title: t('desk.empty'), text: t('desk.empty.text') }}
          />
        )}
      </Loaded>
    </Page>
  );
}
