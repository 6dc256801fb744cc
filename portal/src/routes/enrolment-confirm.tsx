import { Button } from '@fluentui/react-components';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LinkFailure, linkToken } from '../features/enrolment/link.tsx';
import { confirmAddress, confirmationQuery } from '../features/enrolment/queries.ts';
import { Message } from '../ui/message.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

/** The primary contact confirms its address by pressing the button; opening the page confirms nothing (rule B14). Public. */
export function ConfirmAddressPage() {
  const t = useText();
  const [token] = useState(linkToken);
  const link = useQuery(confirmationQuery(token));
  const confirm = useMutation({ mutationFn: () => confirmAddress(token) });
  if (confirm.data) {
    return (
      <Page title={t('confirmAddress.done')}>
        <Message tone="good" alert>
          {t('confirmAddress.done.text', confirm.data)}
        </Message>
      </Page>
    );
  }
  const error = confirm.error ?? link.error;
  if (error) return <LinkFailure error={error} />;
  if (!link.data) return <Skeleton rows={4} />;
  return (
    <Page title={t('confirmAddress.title')} purpose={t('confirmAddress.text', link.data)}>
      <div className="commands">
        <Button appearance="primary" disabledFocusable={confirm.isPending} onClick={() => confirm.mutate()}>
          {t('confirmAddress.submit')}
        </Button>
      </div>
    </Page>
  );
}
