/** What every list of links has in common: when one was made, until when it counts, its state, and taking it back. */
import type { InvitationRow } from '@comptoir/contracts/comptoir/partnerships';
import type { Column } from '../../ui/list-rows.ts';
import type { Text } from '../../ui/text.tsx';
import { StateOfLink } from './link-state.tsx';
import { RowCommands } from './row-commands.tsx';

type Link = Pick<InvitationRow, 'id' | 'email' | 'state' | 'madeAt' | 'expiresAt'>;

export function timesOfLink(t: Text): readonly Column<Link>[] {
  return [
    { id: 'made', header: t('invitations.made'), text: (row) => t.formats.moment(row.madeAt) },
    { id: 'expires', header: t('invitations.expires'), text: (row) => t.formats.day(row.expiresAt) },
    {
      id: 'state',
      header: t('word.state'),
      text: (row) => t(`invitations.state.${row.state}`),
      cell: (row) => <StateOfLink state={row.state} />,
    },
  ];
}

interface Withdrawal {
  readonly listKey: readonly unknown[];
  /** Why the person may not. */
  readonly unless: string | undefined;
  readonly run: (id: string) => Promise<unknown>;
}

export function withdrawalOfLink(t: Text, { listKey, unless, run }: Withdrawal): Column<Link> {
  return {
    id: 'actions',
    header: t('word.actions'),
    text: () => '',
    cell: ({ id, state, email }) =>
      state === 'open' ? (
        <RowCommands
          listKey={listKey}
          commands={[
            {
              label: t('invitations.withdraw'),
              of: email ?? t('invitations.byHand'),
              text: t('invitations.withdraw.text'),
              done: t('invitations.withdrawn'),
              unless,
              run: () => run(id),
            },
          ]}
        />
      ) : null,
  };
}
