import { useInfiniteQuery } from '@tanstack/react-query';
import { ownRequestsQuery } from '../features/support/queries.ts';
import { RequestList } from '../features/support/request-list.tsx';
import { paths } from '../paths.ts';
import { LinkButton } from '../ui/link.tsx';
import { moreOf } from '../ui/list-more.tsx';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** What the publisher asked the operator for, and what became of it. */
export function SupportPage() {
  const t = useText();
  const query = useInfiniteQuery(ownRequestsQuery);
  const create = (
    <LinkButton appearance="primary" to={paths.supportRequest()}>
      {t('support.new')}
    </LinkButton>
  );
  return (
    <Page title={t('menu.support')} purpose={t('support.purpose')} actions={query.isError ? undefined : create}>
      <Loaded query={query}>
        {({ pages }) => (
          <RequestList
            name={t('menu.support')}
            items={pages.flatMap((page) => page.items)}
            more={moreOf(query)}
            addressOf={paths.ownRequest}
            empty={{ title: t('support.empty'), text: t('support.empty.text'), action: create }}
          />
        )}
      </Loaded>
    </Page>
  );
}
