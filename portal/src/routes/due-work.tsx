import { dueStates, dueWorkList, type DueWorkItem, type EarlierRate } from '@comptoir/contracts/comptoir/due-work';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { askRaw } from '../api/client.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { useFaultText } from '../ui/fault.ts';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Message } from '../ui/message.tsx';
import { Page } from '../ui/page.tsx';
import { Refresh } from '../ui/refresh.tsx';
import { Status } from '../ui/status.tsx';
import { useText, type Text } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

const tones = { failing: 'bad', blocked: 'bad', due: 'waiting', ahead: 'neutral' } as const;
const source = { path: '/comptoir/v1/due-work', list: dueWorkList, key: ['due-work'], refreshMs: 10_000 };

/** What accounts have to do and since when, what of it fails, and another try. */
export function DueWorkPage() {
  const t = useText();
  return (
    <Page title={t('menu.dueWork')} purpose={t('dueWork.purpose')} actions={<Refresh of={source.key} />}>
      <List
        name={t('menu.dueWork')}
        source={source}
        rowKey={(item) => `${item.account.id} ${item.kind}`}
        columns={columnsOf(t)}
        filters={({ kinds }) => filtersOf(t, kinds)}
        beside={({ earlierRates }) => <EarlierRates rates={earlierRates} />}
        empty={{ title: t('dueWork.empty'), text: t('dueWork.empty.text') }}
      />
    </Page>
  );
}

/** What is charged at the rate of an earlier month: nothing waits, and yet the operator must know. */
function EarlierRates({ rates }: { rates: readonly EarlierRate[] }) {
  const t = useText();
  if (rates.length === 0) return null;
  return (
    <Message>
      {rates.map(({ month, from, to, rateMonth }) => (
        <p key={`${month} ${from} ${to}`}>
          {t('dueWork.earlierRate', { month: t.formats.month(month), from, to, rateMonth: t.formats.month(rateMonth) })}
        </p>
      ))}
      <p>{t('dueWork.earlierRate.next')}</p>
    </Message>
  );
}

const kindName = (t: Text, kind: string) => t.maybe(`sweep.${kind}`) ?? kind;

function columnsOf(t: Text): readonly Column<DueWorkItem>[] {
  return [
    { id: 'account', header: t('dueWork.account'), text: (item) => item.account.name },
    { id: 'kind', header: t('dueWork.kind'), text: (item) => kindName(t, item.kind) },
    {
      id: 'since',
      header: t('dueWork.since'),
      text: (item) => t.formats.moment(item.dueAt),
    },
    {
      id: 'state',
      header: t('word.state'),
      text: (item) => t(`due.${item.state}`),
      cell: (item) => <Status tone={tones[item.state]}>{t(`due.${item.state}`)}</Status>,
    },
    {
      id: 'tries',
      header: t('dueWork.tries'),
      text: (item) => triesOf(t, item),
    },
    { id: 'problem', header: t('dueWork.problem'), text: (item) => problemOf(t, item) },
    { id: 'retry', header: t('word.actions'), text: () => '', cell: (item) => <Retry item={item} /> },
  ];
}

/** What is missing is said in the reader's language; what failed is told as the server found it. */
function problemOf(t: Text, { problem, waitsFor, failingSince }: DueWorkItem): string {
  if (!waitsFor || problem) return problem ?? '–';
  const since = failingSince ? t.formats.moment(failingSince) : '';
  return t.maybe(`dueWork.waits.${waitsFor.code}`, { ...waitsFor.values, since }) ?? waitsFor.code;
}

function triesOf(t: Text, { tries, nextTryAt }: DueWorkItem): string {
  if (tries === 0) return '–';
  return nextTryAt ? t('dueWork.nextTry', { tries, at: t.formats.moment(nextTryAt) }) : t('dueWork.tried', { tries });
}

/** The server filters, over all pages. */
function filtersOf(t: Text, kinds: readonly string[]): readonly Filter[] {
  return [
    {
      id: 'kind',
      label: t('dueWork.kind'),
      options: kinds.map((value) => ({ value, label: kindName(t, value) })),
    },
    {
      id: 'state',
      label: t('word.state'),
      options: dueStates.map((value) => ({ value, label: t(`due.${value}`) })),
    },
  ];
}

function Retry({ item }: { item: DueWorkItem }) {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  const address = [item.account.id, item.kind].map(encodeURIComponent).join('/');
  const retry = useMutation({
    mutationFn: () => askRaw(`/comptoir/v1/due-work/${address}/retry`, { method: 'POST' }),
    onSuccess: async () => {
      say(t('dueWork.retried'));
      await queries.invalidateQueries({ queryKey: ['due-work'] });
    },
    onError: (error) => say(words(error)),
  });
  return (
    <ActionButton
      size="small"
      busy={retry.isPending}
      of={`${item.account.name}, ${kindName(t, item.kind)}`}
      unless={item.state === 'failing' || item.state === 'blocked' ? undefined : t('dueWork.retry.not')}
      onAct={() => retry.mutate()}
    >
      {t('dueWork.retry')}
    </ActionButton>
  );
}
