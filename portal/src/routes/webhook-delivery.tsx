import type { WebhookDeliveryDetail } from '@comptoir/contracts/comptoir/webhooks';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ownDeliveryQuery, replayOwnDelivery, webhooksKey } from '../features/webhooks/own-queries.ts';
import { Replay } from '../features/webhooks/replay.tsx';
import { DeliveryParts, momentFacts, WebhookState } from '../features/webhooks/words.tsx';
import { paths } from '../paths.ts';
import { Facts } from '../ui/facts.tsx';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText, type Text } from '../ui/text.tsx';

/** One message to a webhook of the account: what was sent, each attempt with its answer, and another try. */
export function WebhookDeliveryPage() {
  const t = useText();
  const { webhookId, deliveryId } = useParams({
    from: '/framed/account/webhooks/$webhookId/deliveries/$deliveryId',
  });
  const query = useQuery(ownDeliveryQuery(webhookId, deliveryId));
  const replay = () => replayOwnDelivery(webhookId, deliveryId);
  return (
    <Loaded query={query} page>
      {(delivery) => (
        <Page
          title={t.maybe(`webhooks.event.${delivery.event}`) ?? delivery.event}
          purpose={t(`webhook.state.${delivery.state}.text`)}
          badge={<WebhookState state={delivery.state} />}
          crumbs={[
            { label: t('webhooks.title'), to: paths.webhooks },
            { label: t('webhooks.one'), to: paths.webhook(webhookId) },
          ]}
          actions={<Replay test={delivery.test} replay={replay} of={webhooksKey} />}
        >
          <Facts facts={factsOf(t, delivery)} />
          <DeliveryParts delivery={delivery} />
        </Page>
      )}
    </Loaded>
  );
}

function factsOf(t: Text, delivery: WebhookDeliveryDetail) {
  return [
    [t('webhook.url'), <code key="url">{delivery.url}</code>],
    [t('webhooks.messageId'), <code key="id">{delivery.id}</code>],
    [t('webhooks.subject'), <code key="subject">{delivery.subjectId}</code>],
    ...momentFacts(t, delivery),
  ] as const;
}
