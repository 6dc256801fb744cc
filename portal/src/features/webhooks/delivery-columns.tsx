/** Columns and filter that every list of webhooks has. */
import { webhookStates, type PublisherWebhook } from '@comptoir/contracts/comptoir/publisher-webhooks';
import type { Column, Filter } from '../../ui/list-rows.ts';
import type { Text } from '../../ui/text.tsx';
import { answerText, WebhookState } from './words.tsx';

export const createdColumn = (t: Text): Column<Pick<PublisherWebhook, 'createdAt'>> => ({
  id: 'created',
  header: t('webhook.created'),
  text: (row) => t.formats.moment(row.createdAt),
});

type Outcome = Pick<
  PublisherWebhook,
  'state' | 'attempts' | 'lastStatus' | 'lastProblem' | 'lastTookMs' | 'nextAttemptAt'
>;

/** What came of it so far: state, attempts, last answer, next attempt. */
export const outcomeColumns = (t: Text): readonly Column<Outcome>[] => [
  {
    id: 'state',
    header: t('word.state'),
    text: (row) => t(`webhook.state.${row.state}`),
    cell: (row) => <WebhookState state={row.state} />,
  },
  { id: 'attempts', header: t('webhook.attempts'), end: true, text: (row) => t.formats.number(row.attempts) },
  {
    id: 'answer',
    header: t('webhook.lastAnswer'),
    text: (row) => answerText(t, { status: row.lastStatus, problem: row.lastProblem, tookMs: row.lastTookMs }),
  },
  {
    id: 'next',
    header: t('webhook.next'),
    text: (row) => (row.nextAttemptAt ? t.formats.moment(row.nextAttemptAt) : '–'),
  },
];

export const stateFilter = (t: Text): Filter => ({
  id: 'state',
  label: t('word.state'),
  options: webhookStates.map((value) => ({ value, label: t(`webhook.state.${value}`) })),
});
