import type { PublisherWebhookDetail } from '@comptoir/contracts/comptoir/publisher-webhooks';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { operationQuery, operationsKey, replayOperation } from '../features/webhooks/queries.ts';
import { Replay } from '../features/webhooks/replay.tsx';
import { DeliveryParts, momentFacts, WebhookState } from '../features/webhooks/words.tsx';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText, type Text } from '../ui/text.tsx';

/** One webhook of the publisher: what was sent, each attempt with its answer, and another try. */
export function OperationPage() {
  const t = useText();
  const { deliveryId } = useParams({ from: '/framed/publisher/operations/$deliveryId' });
  const query = useQuery(operationQuery(deliveryId));
  const replay = () => replayOperation(deliveryId);
  return (
    <Loaded query={query} page>
      {(webhook) => (
        <Page
          title={t.maybe(`webhook.event.${webhook.event}`) ?? webhook.event}
          purpose={t(`webhook.state.${webhook.state}.text`)}
          badge={<WebhookState state={webhook.state} />}
          crumbs={[{ label: t('menu.operations'), to: paths.operations }]}
          actions={<Replay test={webhook.test} replay={replay} of={operationsKey} />}
        >
          <Facts facts={factsOf(t, webhook)} />
          <DeliveryParts delivery={webhook} />
        </Page>
      )}
    </Loaded>
  );
}

function factsOf(t: Text, webhook: PublisherWebhookDetail) {
  return [
    [t('webhook.url'), <code key="url">{webhook.url}</code>],
    [t('subscription.id'), webhook.test ? t('webhook.isTest') : <code key="id">{webhook.subscriptionId}</code>],
    [t('webhook.operation'), webhook.operationId ? <code key="operation">{webhook.operationId}</code> : undefined],
    ...momentFacts(t, webhook),
  ] as const;
}
