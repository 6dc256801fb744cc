import { useMay } from '../features/account/me.ts';
import { ownRequestSource } from '../features/support/queries.ts';
import { RequestList } from '../features/support/request-list.tsx';
import { paths } from '../paths.ts';
import { LinkButton } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** What the publisher asked the operator for, and what became of it. */
export function SupportPage() {
  const t = useText();
  const create = (
    <LinkButton appearance="primary" to={paths.supportRequest()}>
      {t('support.new')}
    </LinkButton>
  );
  return (
    <Page
      title={t('menu.support')}
      purpose={t('support.purpose')}
      actions={useMay('offers.manage') ? create : undefined}
    >
      <RequestList
        name={t('menu.support')}
        source={ownRequestSource}
        addressOf={paths.ownRequest}
        empty={{ title: t('support.empty'), text: t('support.empty.text'), action: create }}
      />
    </Page>
  );
}
