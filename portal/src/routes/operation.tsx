import type { PublisherWebhookDetail } from '@comptoir/contracts/comptoir/publisher-webhooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { operationQuery, operationsKey, replayOperation } from '../features/webhooks/queries.ts';
import { Attempts, SentBody, WebhookState } from '../features/webhooks/words.tsx';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { useFaultText } from '../ui/fault.ts';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText, type Text } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** One webhook of the publisher: what was sent, each attempt with its answer, and another try. */
export function OperationPage() {
  const t = useText();
  const { deliveryId } = useParams({ from: '/framed/publisher/operations/$deliveryId' });
  const query = useQuery(operationQuery(deliveryId));
  return (
    <Loaded query={query} page>
      {(webhook) => (
        <Page
          title={t.maybe(`webhook.event.${webhook.event}`) ?? webhook.event}
          purpose={t(`webhook.state.${webhook.state}.text`)}
          badge={<WebhookState state={webhook.state} />}
          crumbs={[{ label: t('menu.operations'), to: paths.operations }]}
          actions={<Replay webhook={webhook} />}
        >
          <Facts facts={factsOf(t, webhook)} />
          <Section title={t('webhook.attempts')}>
            <Attempts attempts={webhook.attemptList} />
          </Section>
          <Section title={t('webhook.sent')}>
            <SentBody body={webhook.body} />
          </Section>
        </Page>
      )}
    </Loaded>
  );
}

function factsOf(t: Text, webhook: PublisherWebhookDetail) {
  const at = (moment: string | undefined) => (moment ? t.formats.moment(moment) : undefined);
  return [
    [t('webhook.url'), <code key="url">{webhook.url}</code>],
    [t('subscription.id'), webhook.test ? t('webhook.isTest') : <code key="id">{webhook.subscriptionId}</code>],
    [t('webhook.operation'), webhook.operationId ? <code key="operation">{webhook.operationId}</code> : undefined],
    [t('webhook.created'), at(webhook.createdAt)],
    [t('webhook.next'), at(webhook.nextAttemptAt)],
    [t('webhook.ended'), at(webhook.endedAt)],
    [t('webhook.problem'), webhook.lastProblem],
  ] as const;
}

function Replay({ webhook }: { webhook: PublisherWebhookDetail }) {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  const replay = useMutation({
    mutationFn: () => replayOperation(webhook.id),
    onSuccess: () => say(t('operations.replayed')),
    onError: (error) => say(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: operationsKey }),
  });
  return (
    <ActionButton
      busy={replay.isPending}
      unless={webhook.test ? t('errors.DeliveryOnlyOnce') : undefined}
      onAct={() => replay.mutate()}
    >
      {t('operations.replay')}
    </ActionButton>
  );
}
