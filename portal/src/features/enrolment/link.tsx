/** Links of mails: their secret stands behind `#`, which browsers send to nobody. */
import { ErrorState } from '../../ui/states.tsx';
import { CallError } from '@comptoir/contracts/call';
import { useFaultText } from '../../ui/fault.ts';
import { Message } from '../../ui/message.tsx';
import { Page } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';

export const linkToken = (): string => location.hash.slice(1);

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
