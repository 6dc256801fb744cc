import { mailbox } from '@comptoir/contracts/sandbox';
import { useQuery } from '@tanstack/react-query';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';
import type { z } from 'zod';
import { ask } from '../api/client.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { OutsideLink } from '../ui/link.tsx';
import { WholeList } from '../ui/whole-list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';

type Mail = z.output<typeof mailbox>['items'][number];

/** Mails the sandbox has sent to nobody: they stay here instead. */
export function MailboxPage() {
  const t = useText();
  const query = useQuery({ queryKey: ['mailbox'], queryFn: () => ask('/sandbox/v1/mailbox', mailbox) });
  const columns: readonly Column<Mail>[] = [
    {
      id: 'subject',
      header: t('mailbox.subject'),
      text: (mail) => mail.subject,
      cell: (mail) => <Letter mail={mail} />,
    },
    { id: 'to', header: t('mailbox.to'), text: (mail) => mail.to },
    {
      id: 'at',
      header: t('mailbox.at'),
      text: (mail) => t.formats.moment(mail.at),
      number: (mail) => Date.parse(mail.at),
    },
  ];
  const refresh = (
    <ActionButton icon={<ArrowClockwiseRegular />} onAct={() => void query.refetch()}>
      {t('action.refresh')}
    </ActionButton>
  );
  return (
    <Page title={t('menu.mailbox')} purpose={t('mailbox.purpose')} actions={refresh}>
      <Loaded query={query}>
        {({ items }) => (
          <WholeList
            name={t('menu.mailbox')}
            rows={items}
            rowKey={(mail) => mail.id}
            columns={columns}
            empty={{ title: t('mailbox.empty'), text: t('mailbox.empty.text') }}
          />
        )}
      </Loaded>
    </Page>
  );
}

function Letter({ mail }: { mail: Mail }) {
  return (
    <details>
      <summary>{mail.subject}</summary>
      <p className="prose">{mail.text}</p>
      <ul>
        {mail.links.map((link) => (
          <li key={link}>
            <OutsideLink href={link}>{link}</OutsideLink>
          </li>
        ))}
      </ul>
    </details>
  );
}
