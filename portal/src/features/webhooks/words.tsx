/** What came of a webhook, in words: its state, its last answer, its attempts. */
import type {
  PublisherWebhook,
  PublisherWebhookDetail,
  WebhookAttempt,
} from '@comptoir/contracts/comptoir/publisher-webhooks';
import type { Webhook } from '@comptoir/contracts/comptoir/webhooks';
import type { Fact } from '../../ui/facts.tsx';
import type { Column } from '../../ui/list-rows.ts';
import { Section } from '../../ui/page.tsx';
import { Status, type Tone } from '../../ui/status.tsx';
import { Table } from '../../ui/table.tsx';
import { useText, type Text } from '../../ui/text.tsx';

type State = PublisherWebhook['state'];

const tones: Readonly<Record<State, Tone>> = {
  waiting: 'waiting',
  delivered: 'good',
  refused: 'attention',
  failed: 'bad',
  superseded: 'neutral',
  parked: 'bad',
};

export function WebhookState({ state }: { state: State }) {
  const t = useText();
  return <Status tone={tones[state]}>{t(`webhook.state.${state}`)}</Status>;
}

/** Status and problem of an answer, and how long it took. */
export function answerText(
  t: Text,
  {
    status,
    problem,
    tookMs,
  }: { status?: number | undefined; problem?: string | undefined; tookMs?: number | undefined },
): string {
  const took = tookMs === undefined ? '' : t('webhook.took', { ms: t.formats.number(tookMs) });
  return [status === undefined ? '' : String(status), problem ?? '', took].filter(Boolean).join(' · ') || '–';
}

/** The newest first. */
function Attempts({ attempts }: { attempts: readonly WebhookAttempt[] }) {
  const t = useText();
  const columns: readonly Column<WebhookAttempt>[] = [
    { id: 'number', header: t('webhook.attempt'), namesRow: true, text: ({ number }) => t.formats.number(number) },
    { id: 'at', header: t('webhook.sentAt'), text: ({ at }) => t.formats.moment(at) },
    { id: 'answer', header: t('webhook.answer'), text: (one) => answerText(t, one) },
    {
      id: 'body',
      header: t('webhook.body'),
      text: ({ answer }) => answer || '–',
      cell: ({ answer }) => (answer ? <code>{answer}</code> : '–'),
    },
  ];
  if (attempts.length === 0) return <p className="quiet">{t('webhook.noAttempt')}</p>;
  return (
    <Table name={t('webhook.attempts')} rows={attempts} rowKey={({ number }) => String(number)} columns={columns} />
  );
}

/** A body as it was sent, laid out for reading. */
function SentBody({ body }: { body: string }) {
  return <code className="as-written">{laidOut(body)}</code>;
}

function laidOut(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** Of a detail page: the attempts, and the body that was sent. */
export function DeliveryParts({ delivery }: { delivery: Pick<PublisherWebhookDetail, 'attemptList' | 'body'> }) {
  const t = useText();
  return (
    <>
      <Section title={t('webhook.attempts')}>
        <Attempts attempts={delivery.attemptList} />
      </Section>
      <Section title={t('webhook.sent')}>
        <SentBody body={delivery.body} />
      </Section>
    </>
  );
}

type Dated = Pick<PublisherWebhookDetail, 'createdAt' | 'nextAttemptAt' | 'endedAt' | 'lastProblem'>;

export function momentFacts(t: Text, { createdAt, nextAttemptAt, endedAt, lastProblem }: Dated): readonly Fact[] {
  const at = (moment: string | undefined) => (moment ? t.formats.moment(moment) : undefined);
  return [
    [t('webhook.created'), at(createdAt)],
    [t('webhook.next'), at(nextAttemptAt)],
    [t('webhook.ended'), at(endedAt)],
    [t('webhook.problem'), lastProblem],
  ];
}

/** Whether a webhook of the account is told, and who stopped it. */
export function EndpointState({ webhook: { enabled, disabledBy } }: { webhook: Webhook }) {
  const t = useText();
  if (enabled) return <Status tone="good">{t('webhooks.enabled')}</Status>;
  return (
    <Status tone={disabledBy === 'receiver' ? 'bad' : 'neutral'}>
      {t(disabledBy === 'receiver' ? 'webhooks.gone' : 'webhooks.disabled')}
    </Status>
  );
}
