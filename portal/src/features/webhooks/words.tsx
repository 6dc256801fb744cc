/** What came of a webhook, in words: its state, its last answer, its attempts. */
import type { PublisherWebhook, WebhookAttempt } from '@comptoir/contracts/comptoir/publisher-webhooks';
import type { Column } from '../../ui/list-rows.ts';
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
export function Attempts({ attempts }: { attempts: readonly WebhookAttempt[] }) {
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
export function SentBody({ body }: { body: string }) {
  return <code className="as-written">{laidOut(body)}</code>;
}

function laidOut(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
