import type { ConnectedPartner } from '@comptoir/contracts/comptoir/partnerships';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../features/account/me.ts';
import { connectedColumns } from '../features/partnerships/connected-columns.tsx';
import { MadeLinkDialog, type MadeLink } from '../features/partnerships/made-link.tsx';
import {
  providerSource,
  removeProvider,
  removeProviderAccess,
  requestSource,
} from '../features/partnerships/queries.ts';
import { RequestDialog } from '../features/partnerships/request-dialog.tsx';
import { RowCommands } from '../features/partnerships/row-commands.tsx';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { LinkButton, TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** A reseller's providers: shared customers, new ones for both, the administrator access, and the end. */
export function IndirectProvidersPage() {
  const t = useText();
  const queries = useQueryClient();
  const mayAsk = useMay('relationships.request');
  const mayEnd = useMay('partnerships.accept');
  const [asking, setAsking] = useState<ConnectedPartner>();
  const [made, setMade] = useState<MadeLink>();
  const columns: readonly Column<ConnectedPartner>[] = [
    ...connectedColumns(t),
    {
      id: 'actions',
      header: t('word.actions'),
      text: () => '',
      cell: (provider) => (
        <div className="commands">
          <TextLink to={`${paths.customers}?provider=${provider.tenantId}`}>{t('partnership.customers')}</TextLink>
          <ActionButton
            size="small"
            of={provider.name}
            unless={mayAsk ? undefined : t('request.mayNot')}
            onAct={() => setAsking(provider)}
          >
            {t('providers.invite')}
          </ActionButton>
          <ProviderCommands provider={provider} mayEnd={mayEnd} />
        </div>
      ),
    },
  ];
  const directory = <LinkButton to={paths.providerDirectory}>{t('menu.providerDirectory')}</LinkButton>;
  return (
    <Page title={t('menu.providers')} purpose={t('providers.purpose')} actions={directory}>
      <List
        name={t('menu.providers')}
        source={providerSource}
        rowKey={(partner) => partner.tenantId}
        columns={columns}
        empty={{ title: t('providers.empty'), text: t('providers.empty.text'), action: directory }}
      />
      {asking ? (
        <RequestDialog
          provider={asking}
          onClose={() => setAsking(undefined)}
          onMade={(link) => {
            setAsking(undefined);
            setMade(link);
            return queries.invalidateQueries({ queryKey: requestSource.key });
          }}
        />
      ) : null}
      {made ? <MadeLinkDialog made={made} onClose={() => setMade(undefined)} /> : null}
    </Page>
  );
}

function ProviderCommands({ provider, mayEnd }: { provider: ConnectedPartner; mayEnd: boolean }) {
  const t = useText();
  const { tenantId, name, administratorAccess } = provider;
  const unless = mayEnd ? undefined : t('providers.mayNot');
  return (
    <RowCommands
      listKey={providerSource.key}
      commands={[
        {
          label: t('providers.removeAccess'),
          of: name,
          text: t('providers.removeAccess.text', { name }),
          done: t('providers.accessRemoved', { name }),
          unless: administratorAccess ? unless : t('providers.noAccess'),
          run: () => removeProviderAccess(tenantId),
        },
        {
          label: t('partnership.end'),
          of: name,
          text: t('partnership.end.text', { name }),
          done: t('partnership.ended', { name }),
          unless,
          run: () => removeProvider(tenantId),
        },
      ]}
    />
  );
}
