import type { Webhook } from '@comptoir/contracts/comptoir/webhooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { WebhookDialog } from '../features/webhooks/own-form.tsx';
import { webhooksKey, webhooksQuery } from '../features/webhooks/own-queries.ts';
import { WebhookSecret } from '../features/webhooks/secret.tsx';
import { EndpointState } from '../features/webhooks/words.tsx';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { TextLink } from '../ui/link.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { Table } from '../ui/table.tsx';
import { useText, type Text } from '../ui/text.tsx';

/** Where the account is told of what concerns it. */
export function WebhooksPage() {
  const t = useText();
  const queries = useQueryClient();
  const query = useQuery(webhooksQuery);
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string>();
  const added = (_saved: Webhook, told: string | undefined) => {
    setAdding(false);
    setSecret(told);
    return queries.invalidateQueries({ queryKey: webhooksKey });
  };
  const add = (
    <ActionButton primary onAct={() => setAdding(true)}>
      {t('webhooks.add')}
    </ActionButton>
  );
  return (
    <Page title={t('webhooks.title')} purpose={t('webhooks.purpose')} actions={add}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('webhooks.empty')} text={t('webhooks.empty.text')} />
          ) : (
            <Table name={t('webhooks.title')} rows={items} rowKey={({ id }) => id} columns={columnsOf(t)} />
          )
        }
      </Loaded>
      {adding ? <WebhookDialog onSaved={added} onClose={() => setAdding(false)} /> : null}
      {secret ? <WebhookSecret secret={secret} onClose={() => setSecret(undefined)} /> : null}
    </Page>
  );
}

function columnsOf(t: Text): readonly Column<Webhook>[] {
  return [
    {
      id: 'url',
      header: t('webhook.url'),
      namesRow: true,
      text: ({ url }) => url,
      cell: ({ id, url }) => <TextLink to={paths.webhook(id)}>{url}</TextLink>,
    },
    { id: 'description', header: t('webhooks.description'), text: ({ description }) => description || '–' },
    { id: 'events', header: t('webhooks.events'), text: ({ events }) => t.formats.number(events.length), end: true },
    {
      id: 'state',
      header: t('word.state'),
      text: ({ enabled }) => t(enabled ? 'webhooks.enabled' : 'webhooks.disabled'),
      cell: (webhook) => <EndpointState webhook={webhook} />,
    },
    { id: 'created', header: t('webhooks.created'), text: ({ createdAt }) => t.formats.day(createdAt) },
  ];
}
