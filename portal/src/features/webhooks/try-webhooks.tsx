/** Sandbox: has something happen to a purchase, and shows step by step what the publisher's webhook answered. */
import { webhookActions } from '@comptoir/contracts/comptoir/publisher-webhooks';
import {
  purchaseWebhookRequest,
  purchaseWebhooks,
  type PurchaseWebhooks,
  type World,
} from '@comptoir/contracts/sandbox';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import { paths } from '../../paths.ts';
import { Facts } from '../../ui/facts.tsx';
import { NumberInput, SelectInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import { filled } from '../../ui/form/problems.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { TextLink } from '../../ui/link.tsx';
import type { Column } from '../../ui/list-rows.ts';
import { Section } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { answerText, WebhookState } from './words.tsx';

type Plans = World['offers'][number]['plans'];
type Item = PurchaseWebhooks['items'][number];

const at = (id: string) => `/sandbox/v1/purchases/${encodeURIComponent(id)}/webhooks`;
const tryKey = (id: string) => ['sandbox', 'webhooks', id];
/** While an attempt is ahead it is looked at again. */
const againMs = 2_000;

const tryQuery = (id: string) =>
  queryOptions({
    queryKey: tryKey(id),
    queryFn: () => ask(at(id), purchaseWebhooks),
    refetchInterval: ({ state: { data } }) => (data?.items.some(waits) ? againMs : false),
  });
const waits = ({ state, operation }: Item) => state === 'waiting' || operation?.status === 'InProgress';

export function TryWebhooks({ subscriptionId, plans }: { subscriptionId: string; plans: Plans }) {
  const t = useText();
  const query = useQuery(tryQuery(subscriptionId));
  return (
    <Section title={t('tryOut.webhooks')} purpose={t('tryOut.webhooks.text')}>
      <Happen subscriptionId={subscriptionId} plans={plans} />
      <Loaded query={query} rows={2}>
        {(told) => <CameBack told={told} />}
      </Loaded>
    </Section>
  );
}

function Happen({ subscriptionId, plans }: { subscriptionId: string; plans: Plans }) {
  const t = useText();
  const queries = useQueryClient();
  const form = useForm({
    shape: purchaseWebhookRequest,
    start: { action: 'ChangeQuantity' as (typeof webhookActions)[number], plan: '', quantity: '' as number | '' },
    body: ({ action, plan, quantity }) =>
      filled({
        action,
        ...(action === 'ChangePlan' ? { plan } : {}),
        ...(action === 'ChangeQuantity' ? { quantity } : {}),
      }),
    refusedAt: { QuantityNotAllowed: 'quantity' },
    send: (body) => ask(at(subscriptionId), purchaseWebhooks, { method: 'POST', body }),
    onSent: (told) => queries.setQueryData(tryKey(subscriptionId), told),
  });
  const action = form.hook.watch('action');
  return (
    <Form form={form} submit={t('operations.test.submit')}>
      <div className="field-row">
        <SelectInput
          form={form}
          name="action"
          label={t('webhook.event')}
          options={webhookActions.map((value) => ({ value, label: t(`webhook.event.${value}`) }))}
          required
        />
        {action === 'ChangePlan' ? (
          <SelectInput
            form={form}
            name="plan"
            label={t('storeBuy.plan')}
            options={plans.map(({ planId, name }) => ({ value: planId, label: name }))}
            none={t('tryOut.webhooks.otherPlan')}
          />
        ) : null}
        {action === 'ChangeQuantity' ? (
          <NumberInput form={form} name="quantity" label={t('word.quantity')} hint={t('tryOut.webhooks.oneMore')} />
        ) : null}
      </div>
      {action === 'Renew' ? <p className="quiet">{t('tryOut.webhooks.renew')}</p> : null}
    </Form>
  );
}

function CameBack({ told }: { told: PurchaseWebhooks }) {
  const t = useText();
  const [newest] = told.items;
  return (
    <>
      <Facts
        facts={[
          [t('tryOut.webhooks.status'), <code key="status">{told.status}</code>],
          [t('storeBuy.plan'), <code key="plan">{told.planId}</code>],
          [t('word.quantity'), told.quantity === null ? undefined : t.formats.number(told.quantity)],
        ]}
      />
      {newest ? <Steps item={newest} /> : <p className="quiet">{t('tryOut.webhooks.none')}</p>}
      {told.items.length > 1 ? (
        <Table name={t('tryOut.webhooks.before')} rows={told.items} rowKey={({ id }) => id} columns={columnsOf(t)} />
      ) : null}
    </>
  );
}

/** Of the newest: sent, answered, and what became of it. */
function Steps({ item }: { item: Item }) {
  const t = useText();
  const [last] = item.attempts;
  return (
    <ol className="path">
      <li>
        {t('tryOut.step.sent', {
          event: t.maybe(`webhook.event.${item.event}`) ?? item.event,
          at: t.formats.moment(last?.at ?? item.createdAt),
        })}{' '}
        <TextLink to={paths.operation(item.id)}>{t('tryOut.step.body')}</TextLink>
      </li>
      <li>
        {last ? t('tryOut.step.answered', { answer: answerText(t, last) }) : t('tryOut.step.unanswered')}{' '}
        {last?.answer ? <code className="break-anywhere">{last.answer}</code> : null}
      </li>
      <li>
        <WebhookState state={item.state} />
        <div className="quiet">{t(`webhook.state.${item.state}.text`)}</div>
      </li>
      {item.operation ? (
        <li>
          {t('tryOut.step.operation')} <code>{item.operation.status}</code>
        </li>
      ) : null}
    </ol>
  );
}

function columnsOf(t: Text): readonly Column<Item>[] {
  const event = (item: Item) => t.maybe(`webhook.event.${item.event}`) ?? item.event;
  return [
    {
      id: 'event',
      header: t('webhook.event'),
      namesRow: true,
      text: event,
      cell: (item) => <TextLink to={paths.operation(item.id)}>{event(item)}</TextLink>,
    },
    { id: 'created', header: t('webhook.created'), text: (item) => t.formats.moment(item.createdAt) },
    {
      id: 'state',
      header: t('word.state'),
      text: (item) => t(`webhook.state.${item.state}`),
      cell: (item) => <WebhookState state={item.state} />,
    },
    {
      id: 'answer',
      header: t('webhook.lastAnswer'),
      text: ({ attempts: [last] }) => (last ? answerText(t, last) : '–'),
    },
    { id: 'operation', header: t('tryOut.step.operation'), text: ({ operation }) => operation?.status ?? '–' },
  ];
}
