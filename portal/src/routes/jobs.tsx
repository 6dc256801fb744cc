import { jobs, type Jobs } from '@comptoir/contracts/comptoir/operations';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { ask, askRaw } from '../api/client.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Table } from '../ui/table.tsx';
import { WholeList } from '../ui/whole-list.tsx';
import type { Column, RowFilter } from '../ui/list-rows.ts';
import { Page, Section } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { useFaultText } from '../ui/fault.ts';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

type Job = Jobs['items'][number];
type Sweep = Jobs['sweeps'][number];
const tones = { waiting: 'waiting', running: 'neutral', failed: 'bad' } as const;
const refreshMilliseconds = 10_000;

/** What the system has to do: jobs waiting, running and failed, and when each sweep is due next. */
export function JobsPage() {
  const t = useText();
  const query = useQuery({
    queryKey: ['jobs'],
    queryFn: () => ask('/comptoir/v1/jobs', jobs),
    refetchInterval: refreshMilliseconds,
  });
  const refresh = (
    <ActionButton icon={<ArrowClockwiseRegular />} onAct={() => void query.refetch()}>
      {t('action.refresh')}
    </ActionButton>
  );
  return (
    <Page title={t('menu.jobs')} purpose={t('jobs.purpose')} actions={refresh}>
      <Loaded query={query}>
        {({ items, sweeps }) => (
          <>
            <JobList items={items} />
            <Sweeps sweeps={sweeps} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function JobList({ items }: { items: readonly Job[] }) {
  const t = useText();
  const columns: readonly Column<Job>[] = [
    { id: 'task', header: t('jobs.task'), text: (job) => job.task },
    {
      id: 'state',
      header: t('word.state'),
      text: (job) => t(`job.${job.state}`),
      cell: (job) => <Status tone={tones[job.state]}>{t(`job.${job.state}`)}</Status>,
    },
    {
      id: 'attempts',
      header: t('jobs.attempts'),
      end: true,
      text: (job) => `${job.attempts} / ${job.maxAttempts}`,
      number: (job) => job.attempts,
    },
    {
      id: 'runAt',
      header: t('jobs.runAt'),
      text: (job) => t.formats.moment(job.runAt),
      number: (job) => Date.parse(job.runAt),
    },
    { id: 'error', header: t('jobs.error'), text: (job) => job.lastError ?? '–' },
    { id: 'retry', header: t('word.actions'), text: () => '', cell: (job) => <Retry job={job} /> },
  ];
  const filters: readonly RowFilter<Job>[] = [
    {
      id: 'state',
      label: t('word.state'),
      options: (['waiting', 'running', 'failed'] as const).map((value) => ({ value, label: t(`job.${value}`) })),
      matches: (job, value) => job.state === value,
    },
  ];
  return (
    <WholeList
      name={t('menu.jobs')}
      rows={items}
      rowKey={(job) => job.id}
      columns={columns}
      filters={filters}
      empty={{ title: t('jobs.empty'), text: t('jobs.empty.text') }}
    />
  );
}

function Sweeps({ sweeps }: { sweeps: readonly Sweep[] }) {
  const t = useText();
  const columns: readonly Column<Sweep>[] = [
    { id: 'name', header: t('jobs.sweep'), text: (sweep) => t.maybe(`sweep.${sweep.name}`) ?? sweep.name },
    {
      id: 'due',
      header: t('jobs.nextDue'),
      text: (sweep) => (sweep.nextDue ? t.formats.moment(sweep.nextDue) : t('jobs.nothingDue')),
    },
  ];
  return (
    <Section title={t('jobs.sweeps')} purpose={t('jobs.sweeps.hint')}>
      <Table name={t('jobs.sweeps')} rows={sweeps} rowKey={(sweep) => sweep.name} columns={columns} />
    </Section>
  );
}

function Retry({ job }: { job: Job }) {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () => askRaw(`/comptoir/v1/jobs/${encodeURIComponent(job.id)}/retry`, { method: 'POST' }),
    onSuccess: async () => {
      say(t('jobs.retried'));
      await queries.invalidateQueries({ queryKey: ['jobs'] });
    },
    onError: (error) => say(words(error)),
  });
  return (
    <ActionButton
      size="small"
      busy={retry.isPending}
      of={job.task}
      unless={job.state === 'failed' ? undefined : t('jobs.retry.not')}
      onAct={() => retry.mutate()}
    >
      {t('jobs.retry')}
    </ActionButton>
  );
}
