import { deskSource } from '../features/support/queries.ts';
import { RequestList } from '../features/support/request-list.tsx';
import { paths } from '../paths.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** The operator's desk: what publishers may not do alone. */
export function RequestsPage() {
  const t = useText();
  return (
    <Page title={t('menu.requests')} purpose={t('desk.purpose')}>
      <RequestList
        name={t('menu.requests')}
        source={deskSource}
        addressOf={paths.request}
        publisher
        empty={{ title: t('desk.empty'), text: t('desk.empty.text') }}
      />
    </Page>
  );
}
