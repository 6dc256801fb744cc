/** Applications of the organisation that call the APIs: their secrets and certificates, and whether they get tokens. */
import type { Application } from '@comptoir/contracts/comptoir/account';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useState, type ReactNode } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Section } from '../../ui/page.tsx';
import { Status } from '../../ui/status.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { AddCertificate, Certificates } from './certificates.tsx';
import { addSecret, removeSecret, scopesQuery, setActive } from './queries.ts';
import { ScopeList } from './consents.tsx';
import { RemovableKeys } from './removable-keys.tsx';
import { ShareApplication } from './share-dialog.tsx';
import { useChange } from './use-change.ts';

export interface ToldSecret {
  readonly application: string;
  readonly clientId: string;
  readonly secret: string;
}

interface CardProps {
  readonly application: Application;
  /** Told once: the secret that was just made. */
  readonly onSecret: (told: ToldSecret) => void;
}

export function ApplicationCard({ application, onSecret }: CardProps) {
  const t = useText();
  const say = useSay();
  const { clientId, name, active } = application;
  const adding = useChange(
    () => addSecret(clientId),
    ({ clientSecret }) => onSecret({ application: name, clientId, secret: clientSecret }),
  );
  const turning = useChange(
    () => setActive(clientId, !active),
    () => say(t(active ? 'applications.disabled' : 'applications.enabled', { name })),
  );
  const [asked, setAsked] = useState(false);
  const turn = () => (active ? setAsked(true) : turning.mutate(undefined));
  const actions = (
    <div className="commands">
      {application.public ? null : (
        <>
          <ActionButton of={name} busy={adding.isPending} onAct={() => adding.mutate(undefined)}>
            {t('applications.addSecret')}
          </ActionButton>
          <AddCertificate application={application} />
        </>
      )}
      <ShareApplication application={application} />
      <ActionButton of={name} busy={turning.isPending} onAct={turn}>
        {t(active ? 'applications.disable' : 'applications.enable')}
      </ActionButton>
    </div>
  );
  return (
    <Section title={name} actions={actions}>
      <ApplicationFacts application={application} />
      {application.secrets.length > 0 ? <Secrets application={application} /> : null}
      {application.certificates.length > 0 ? <Certificates application={application} /> : null}
      {asked ? (
        <Confirm
          danger
          title={t('applications.disable')}
          text={t('applications.disable.text', { name })}
          confirm={t('applications.disable')}
          cancel={t('action.cancel')}
          onConfirm={() => {
            setAsked(false);
            turning.mutate(undefined);
          }}
          onCancel={() => setAsked(false)}
        />
      ) : null}
    </Section>
  );
}

function ApplicationFacts({ application }: { application: Application }) {
  const t = useText();
  const { clientId, active, redirectUris, multiTenant } = application;
  const scopes = useQuery({ ...scopesQuery, enabled: multiTenant }).data?.items ?? [];
  const shared: readonly (readonly [string, ReactNode])[] = multiTenant
    ? [[t('applications.scopes.shared'), <ScopeList key="scopes" names={application.scopes} scopes={scopes} />]]
    : [];
  return (
    <Facts
      facts={[
        [
          t('applications.clientId'),
          <Fragment key="clientId">
            <code className="break-anywhere">{clientId}</code>{' '}
            <CopyButton text={clientId} what={t('applications.clientId')} />
          </Fragment>,
        ],
        [
          t('word.state'),
          <Status key="state" tone={active ? 'good' : 'neutral'}>
            {t(active ? 'applications.state.active' : 'applications.state.disabled')}
          </Status>,
        ],
        [t('applications.kind'), t(application.public ? 'applications.kind.public' : 'applications.kind.confidential')],
        [t('applications.redirectUris'), redirectUris.join(', ')],
        ...shared,
        [t('applications.createdAt'), t.formats.day(application.createdAt)],
      ]}
    />
  );
}

function Secrets({ application }: { application: Application }) {
  const t = useText();
  const { clientId, name } = application;
  const keys = application.secrets.map(({ id, hint, expiresAt }) => ({
    id,
    name: `${name}, ${hint}…`,
    shown: t('applications.secret', { hint, day: t.formats.day(expiresAt) }),
  }));
  return (
    <RemovableKeys
      label={t('applications.secrets')}
      keys={keys}
      question={{ title: t('applications.secret.remove'), text: t('applications.secret.remove.text', { name }) }}
      removed={t('applications.secret.removed')}
      remove={(secretId) => removeSecret(clientId, secretId)}
    />
  );
}
