/** Pages for addresses that lead nowhere and for pages that broke. */
import type { ErrorComponentProps } from '@tanstack/react-router';
import { paths } from '../../paths.ts';
import { LinkButton } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';

export function NotFoundPage() {
  const t = useText();
  return (
    <Page title={t('state.notFound')}>
      <EmptyState
        title={t('state.noPage')}
        text={t('state.noPage.text')}
        action={<LinkButton to={paths.home}>{t('action.home')}</LinkButton>}
      />
    </Page>
  );
}

export function RouteFailure(props: ErrorComponentProps) {
  return <ErrorState error={props.error} onRetry={props.reset} />;
}
