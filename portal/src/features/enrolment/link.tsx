/** Links of mails: their secret stands behind `#`, which browsers send to nobody. */
import { ErrorState } from '../../ui/states.tsx';
import { CallError } from '@comptoir/contracts/call';
import { useFaultText } from '../../ui/fault.ts';
import { Message } from '../../ui/message.tsx';
import { Page } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';

export const linkToken = (): string => location.hash.slice(1);

/** What a link `#{id}.{secret}` names; undefined for an address that has none. */
export function mailedLink(): { readonly id: string; readonly secret: string } | undefined {
  const [, id, secret] = /^([0-9a-f-]{36})\.([\w-]+)$/.exec(linkToken()) ?? [];
  return id && secret ? { id, secret } : undefined;
}

/** A link that opens nothing says why. */
export function LinkFailure({ error }: { error: unknown }) {
  const t = useText();
  const words = useFaultText();
  if (!(error instanceof CallError) || !error.code.startsWith('Link')) return <ErrorState page error={error} />;
  return (
    <Page title={t('link.failed')}>
      <Message tone="bad" alert>
        {words(error)}
      </Message>
    </Page>
  );
}
