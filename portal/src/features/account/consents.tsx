/** Other organisations' applications that this one let in: whose they are, what they may, who consented and when. */
import type { ApplicationConsent, ApplicationScope } from '@comptoir/contracts/comptoir/consents';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { Section } from '../../ui/page.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { Status } from '../../ui/status.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { consentsQuery, revokeConsent, scopesQuery } from './queries.ts';

export function Consents() {
  const t = useText();
  const query = useQuery(consentsQuery);
  const scopes = useQuery(scopesQuery).data?.items ?? [];
  return (
    <>
      <h2>{t('consents.title')}</h2>
      <p className="purpose">{t('consents.purpose')}</p>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('consents.empty')} text={t('consents.empty.text')} />
          ) : (
            items.map((consent) => <ConsentCard key={consent.applicationId} consent={consent} scopes={scopes} />)
          )
        }
      </Loaded>
    </>
  );
}

interface CardProps {
  readonly consent: ApplicationConsent;
  readonly scopes: readonly ApplicationScope[];
}

function ConsentCard({ consent, scopes }: CardProps) {
  const t = useText();
  const { name, owner } = consent;
  const [asked, setAsked] = useState(false);
  const revoking = useRevoke(consent);
  const actions = (
    <ActionButton of={name} busy={revoking.isPending} onAct={() => setAsked(true)}>
      {t('consents.revoke')}
    </ActionButton>
  );
  return (
    <Section title={name} actions={actions}>
      <ConsentFacts consent={consent} scopes={scopes} />
      {asked ? (
        <Confirm
          danger
          title={t('consents.revoke')}
          text={t('consents.revoke.text', { name, owner: owner.name })}
          confirm={t('consents.revoke')}
          cancel={t('action.cancel')}
          onConfirm={() => {
            setAsked(false);
            revoking.mutate();
          }}
          onCancel={() => setAsked(false)}
        />
      ) : null}
    </Section>
  );
}

function useRevoke({ applicationId, name }: ApplicationConsent) {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => revokeConsent(applicationId),
    onSuccess: () => say(t('consents.revoked', { name })),
    onError: (error) => say(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: consentsQuery.queryKey }),
  });
}

function ConsentFacts({ consent, scopes }: CardProps) {
  const t = useText();
  const { applicationId, owner, works, consentedAt, consentedBy, byPartner } = consent;
  return (
    <Facts
      facts={[
        [t('consents.owner'), `${owner.name} (${owner.domain})`],
        [
          t('word.state'),
          <Status key="state" tone={works ? 'good' : 'neutral'}>
            {t(works ? 'consents.state.works' : 'consents.state.withdrawn')}
          </Status>,
        ],
        [t('consents.scopes'), <ScopeList key="scopes" names={consent.scopes} scopes={scopes} />],
        [
          t('consents.by'),
          byPartner ? t('consents.by.partner', { name: consentedBy, partner: byPartner }) : consentedBy,
        ],
        [t('consents.at'), t.formats.moment(consentedAt)],
        [
          t('applications.clientId'),
          <Fragment key="clientId">
            <code className="break-anywhere">{applicationId}</code>{' '}
            <CopyButton text={applicationId} what={t('applications.clientId')} />
          </Fragment>,
        ],
      ]}
    />
  );
}

/** What a scope allows, in words; of one that opens nothing here, its name. */
export const scopeText = (t: Text, scopes: readonly ApplicationScope[], name: string) =>
  scopes.find((scope) => scope.name === name)?.words[t.language] ?? t('consents.scope.nothing', { name });

export function ScopeList({ names, scopes }: { names: readonly string[]; scopes: readonly ApplicationScope[] }) {
  const t = useText();
  return (
    <ul className="bullets">
      {names.map((name) => (
        <li key={name}>{scopeText(t, scopes, name)}</li>
      ))}
    </ul>
  );
}
