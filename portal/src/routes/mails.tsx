import { mailList, mailStates, type MailDelivery } from '@comptoir/contracts/comptoir/operations';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { askRaw } from '../api/client.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { useFaultText } from '../ui/fault.ts';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { Refresh } from '../ui/refresh.tsx';
import { Status } from '../ui/status.tsx';
import { useText } from '../ui/text.tsx';
import { Message } from '../ui/message.tsx';
import { useSay } from '../ui/toast.tsx';

const tones = { queued: 'waiting', sent: 'good', refused: 'bad' } as const;
const source = { path: '/comptoir/v1/mails', list: mailList, key: ['mails'], refreshMs: 10_000 };

/** What became of each mail: whether it waits, was sent, or was refused and why. Not what it says. */
export function MailsPage() {
  const t = useText();
  const filters: readonly Filter[] = [
    {
      id: 'state',
      label: t('word.state'),
      options: mailStates.map((value) => ({ value, label: t(`mail.${value}`) })),
    },
  ];
  return (
    <Page title={t('menu.mails')} purpose={t('mails.purpose')} actions={<Refresh of={source.key} />}>
      <List
        name={t('menu.mails')}
        source={source}
        rowKey={(mail) => mail.id}
        columns={useColumns()}
        filters={filters}
        beside={({ delivery }) => (delivery === 'on' ? null : <Message>{t(`mails.${delivery}`)}</Message>)}
        empty={{ title: t('mails.empty'), text: t('mails.empty.text') }}
      />
    </Page>
  );
}

function useColumns(): readonly Column<MailDelivery>[] {
  const t = useText();
  const stateSince = ({ endedAt, nextTryAt, tries }: MailDelivery) => {
    if (endedAt) return t.formats.moment(endedAt);
    return nextTryAt ? t('mails.nextTry', { at: t.formats.moment(nextTryAt), tries }) : '';
  };
  return [
    { id: 'subject', header: t('mails.subject'), text: (mail) => mail.subject },
    { id: 'to', header: t('mails.to'), text: (mail) => mail.to },
    { id: 'at', header: t('mails.at'), text: (mail) => t.formats.moment(mail.at) },
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
}

function Retry({ mail }: { mail: MailDelivery }) {
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
