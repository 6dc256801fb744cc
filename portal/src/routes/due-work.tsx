import { dueStates, dueWork, type DueWorkItem } from '@comptoir/contracts/comptoir/due-work';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { useDeferredValue } from 'react';
import { ask, askRaw } from '../api/client.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { useFaultText } from '../ui/fault.ts';
import { List } from '../ui/list.tsx';
import { moreOf } from '../ui/list-more.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { useListState } from '../ui/list-state.ts';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { useText, type Text } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

const tones = { failing: 'bad', blocked: 'bad', due: 'waiting', ahead: 'neutral' } as const;
const refreshMilliseconds = 10_000;

/** What accounts have to do and since when, what of it fails, and another try. */
export function DueWorkPage() {
  const t = useText();
  const query = useDueWork();
  const refresh = (
    <ActionButton icon={<ArrowClockwiseRegular />} onAct={() => void query.refetch()}>
      {t('action.refresh')}
    </ActionButton>
  );
  return (
    <Page title={t('menu.dueWork')} purpose={t('dueWork.purpose')} actions={refresh}>
      <Loaded query={query}>
        {({ pages }) => (
          <List
            name={t('menu.dueWork')}
            rows={pages.flatMap((page) => page.items)}
            rowKey={(item) => `${item.account.id} ${item.kind}`}
            columns={columnsOf(t)}
            filters={filtersOf(t, pages[0]!.kinds)}
            total={pages[0]!.total}
            searchedByServer
            empty={{ title: t('dueWork.empty'), text: t('dueWork.empty.text') }}
            more={moreOf(query)}
          />
        )}
      </Loaded>
    </Page>
  );
}

function useDueWork() {
  const { search, filters } = useListState();
  const { kind = '', state = '' } = filters;
  const words = useDeferredValue(search.trim());
  return useInfiniteQuery({
    queryKey: ['due-work', words, kind, state],
    queryFn: ({ pageParam }) => {
      const asked = Object.entries({ search: words, kind, state, after: pageParam }).filter(
        ([, value]) => value !== '',
      );
      return ask(`/comptoir/v1/due-work?${new URLSearchParams(asked).toString()}`, dueWork);
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: refreshMilliseconds,
  });
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
      number: (item) => Date.parse(item.dueAt),
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
      number: (item) => item.tries,
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
function filtersOf(t: Text, kinds: readonly string[]): readonly Filter<DueWorkItem>[] {
  const matches = () => true;
  return [
    {
      id: 'kind',
      label: t('dueWork.kind'),
      options: kinds.map((value) => ({ value, label: kindName(t, value) })),
      matches,
    },
    {
      id: 'state',
      label: t('word.state'),
      options: dueStates.map((value) => ({ value, label: t(`due.${value}`) })),
      matches,
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
