import { mails, type Mails } from '@comptoir/contracts/comptoir/operations';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { ask, askRaw } from '../api/client.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { Status } from '../ui/status.tsx';
import { useFaultText } from '../ui/fault.ts';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

type Mail = Mails['items'][number];
const states = ['queued', 'sent', 'refused'] as const;
const tones = { queued: 'waiting', sent: 'good', refused: 'bad' } as const;
const refreshMilliseconds = 10_000;

/** What became of each mail: whether it waits, was sent, or was refused and why. Not what it says. */
export function MailsPage() {
  const t = useText();
  const query = useQuery({
    queryKey: ['mails'],
    queryFn: () => ask('/comptoir/v1/mails', mails),
    refetchInterval: refreshMilliseconds,
  });
  const refresh = (
    <ActionButton icon={<ArrowClockwiseRegular />} onAct={() => void query.refetch()}>
      {t('action.refresh')}
    </ActionButton>
  );
  return (
    <Page title={t('menu.mails')} purpose={t('mails.purpose')} actions={refresh}>
      <Loaded query={query}>
        {({ delivery, items }) => (
          <>
            {delivery === 'on' ? null : (
              <div className="callout">
                <p>{t(`mails.${delivery}`)}</p>
              </div>
            )}
            <MailList items={items} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function MailList({ items }: { items: readonly Mail[] }) {
  const t = useText();
  const stateSince = ({ endedAt, nextTryAt, tries }: Mail) => {
    if (endedAt) return t.formats.moment(endedAt);
    return nextTryAt ? t('mails.nextTry', { at: t.formats.moment(nextTryAt), tries }) : '';
  };
  const columns: readonly Column<Mail>[] = [
    { id: 'subject', header: t('mails.subject'), text: (mail) => mail.subject },
    { id: 'to', header: t('mails.to'), text: (mail) => mail.to },
    {
      id: 'at',
      header: t('mails.at'),
      text: (mail) => t.formats.moment(mail.at),
      number: (mail) => Date.parse(mail.at),
    },
    {
      id: 'state',
      header: t('word.state'),
      text: (mail) => [t(`mail.${mail.state}`), stateSince(mail)].join(' '),
      cell: (mail) => (
        <>
          <Status tone={tones[mail.state]}>{t(`mail.${mail.state}`)}</Status>
          <div className="quiet">{stateSince(mail)}</div>
        </>
      ),
    },
    { id: 'problem', header: t('mails.problem'), text: (mail) => mail.problem ?? '–' },
    { id: 'retry', header: t('word.actions'), text: () => '', cell: (mail) => <Retry mail={mail} /> },
  ];
  const filters: readonly Filter<Mail>[] = [
    {
      id: 'state',
      label: t('word.state'),
      options: states.map((value) => ({ value, label: t(`mail.${value}`) })),
      matches: (mail, value) => mail.state === value,
    },
  ];
  return (
    <List
      name={t('menu.mails')}
      rows={items}
      rowKey={(mail) => mail.id}
      columns={columns}
      filters={filters}
      empty={{ title: t('mails.empty'), text: t('mails.empty.text') }}
    />
  );
}

function Retry({ mail }: { mail: Mail }) {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () => askRaw(`/comptoir/v1/mails/${encodeURIComponent(mail.id)}/retry`, { method: 'POST' }),
    onSuccess: async () => {
      say(t('mails.retried'));
      await queries.invalidateQueries({ queryKey: ['mails'] });
    },
    onError: (error) => say(words(error)),
  });
  return (
    <ActionButton
      size="small"
      busy={retry.isPending}
      of={`${mail.subject}, ${mail.to}`}
      unless={mail.state === 'refused' ? undefined : t('mails.retry.not')}
      onAct={() => retry.mutate()}
    >
      {t('mails.retry')}
    </ActionButton>
  );
}
