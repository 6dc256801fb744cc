/** The two pages of a partner's customers: those it has, and those it asked. */
import { paths } from '../../paths.ts';
import { SubNav } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';

export function CustomerTabs({ current }: { current: string }) {
  const t = useText();
  const links = [
    { label: t('menu.customers'), to: paths.customers },
    { label: t('request.list'), to: paths.relationshipRequests },
  ];
  return <SubNav label={t('menu.customers')} links={links} current={current} />;
}
