import type { IdentityProvider } from '@comptoir/contracts/comptoir/identity-provider';
import { Button } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProviderForm } from '../features/sign-in/provider-form.tsx';
import { identityProviderQuery, removeIdentityProvider, tryIdentityProvider } from '../features/sign-in/queries.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Confirm, Dialog } from '../ui/dialog.tsx';
import { Facts } from '../ui/facts.tsx';
import { useFaultText } from '../ui/fault.ts';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** Where the organisation's people prove who they are. */
export function IdentityProviderPage() {
  const t = useText();
  const query = useQuery(identityProviderQuery);
  const provider = query.data?.provider;
  return (
    <Page
      title={t('identityProvider.title')}
      purpose={t('identityProvider.purpose')}
      badge={
        provider ? (
          <Status tone={provider.active ? 'good' : 'neutral'}>
            {t(provider.active ? 'identityProvider.state.active' : 'identityProvider.state.inactive')}
          </Status>
        ) : null
      }
      actions={provider ? <Commands /> : null}
    >
      <Loaded query={query} rows={6}>
        {(shown) => (
          <>
            <Addresses shown={shown} />
            <ProviderForm key={shown.provider?.changedAt ?? ''} shown={shown} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Addresses({ shown }: { shown: IdentityProvider }) {
  const t = useText();
  const copied = (address: string, what: string) => (
    <>
      <code className="break-anywhere">{address}</code> <CopyButton text={address} what={what} />
    </>
  );
  const [back, out] = [t('identityProvider.redirectUri'), t('identityProvider.postLogoutRedirectUri')];
  return (
    <Section title={t('identityProvider.register')} purpose={t('identityProvider.register.purpose')}>
      <Facts
        facts={[
          [back, copied(shown.redirectUri, back)],
          [out, copied(shown.postLogoutRedirectUri, out)],
        ]}
      />
    </Section>
  );
}

function Commands() {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const trying = useMutation({
    mutationFn: tryIdentityProvider,
    onError: (error) => say(words(error)),
  });
  const removing = useMutation({
    mutationFn: removeIdentityProvider,
    onSuccess: () => say(t('identityProvider.removed')),
    onError: (error) => say(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: identityProviderQuery.queryKey }),
  });
  return (
    <>
      {trying.data ? (
        <Dialog
          title={t('identityProvider.try')}
          onClose={trying.reset}
          commands={<Button onClick={trying.reset}>{t('action.close')}</Button>}
        >
          <p>{t('identityProvider.try.text')}</p>
          <p>
            <a href={trying.data.url} target="_blank" rel="noopener noreferrer">
              {t('identityProvider.try.open')}
            </a>
          </p>
        </Dialog>
      ) : null}
      <ActionButton busy={trying.isPending} onAct={() => trying.mutate()}>
        {t('identityProvider.try')}
      </ActionButton>
      <ActionButton busy={removing.isPending} onAct={() => setAsked(true)}>
        {t('action.remove')}
      </ActionButton>
      {asked ? (
        <Confirm
          danger
          title={t('identityProvider.remove')}
          text={t('identityProvider.remove.text')}
          confirm={t('action.remove')}
          cancel={t('action.cancel')}
          onConfirm={() => {
            setAsked(false);
            removing.mutate();
          }}
          onCancel={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
