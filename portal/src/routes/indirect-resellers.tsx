import type { ConnectedPartner } from '@comptoir/contracts/comptoir/partnerships';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../features/account/me.ts';
import { connectedColumns } from '../features/partnerships/connected-columns.tsx';
import { AdministerReseller } from '../features/delegation/administer.tsx';
import { InviteDialog } from '../features/partnerships/invite-dialog.tsx';
import { MadeLinkDialog, type MadeLink } from '../features/partnerships/made-link.tsx';
import { invitationSource, removeReseller, resellerSource } from '../features/partnerships/queries.ts';
import { RowCommands } from '../features/partnerships/row-commands.tsx';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Page, SubNav } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** A provider's resellers: invite, see their customers, end the partnership. */
export function IndirectResellersPage() {
  const t = useText();
  const queries = useQueryClient();
  const may = useMay('partnerships.invite');
  const [inviting, setInviting] = useState(false);
  const [made, setMade] = useState<MadeLink>();
  const invite = (
    <ActionButton primary unless={may ? undefined : t('resellers.mayNot')} onAct={() => setInviting(true)}>
      {t('resellers.invite')}
    </ActionButton>
  );
  const columns: readonly Column<ConnectedPartner>[] = [
    ...connectedColumns(t),
    {
      id: 'actions',
      header: t('word.actions'),
      text: () => '',
      cell: (reseller) => (
        <div className="commands">
          <TextLink to={`${paths.customers}?reseller=${reseller.tenantId}`}>{t('partnership.customers')}</TextLink>
          <AdministerReseller reseller={reseller} />
          <EndPartnership tenantId={reseller.tenantId} name={reseller.name} />
        </div>
      ),
    },
  ];
  return (
    <Page
      title={t('menu.resellers')}
      purpose={t('resellers.purpose')}
      actions={invite}
      tabs={<ResellerTabs current={paths.resellers} />}
    >
      <List
        name={t('menu.resellers')}
        source={resellerSource}
        rowKey={(partner) => partner.tenantId}
        columns={columns}
        empty={{ title: t('resellers.empty'), text: t('resellers.empty.text'), action: invite }}
      />
      {inviting ? (
        <InviteDialog
          onClose={() => setInviting(false)}
          onMade={(link) => {
            setInviting(false);
            setMade(link);
            return queries.invalidateQueries({ queryKey: invitationSource.key });
          }}
        />
      ) : null}
      {made ? <MadeLinkDialog made={made} onClose={() => setMade(undefined)} /> : null}
    </Page>
  );
}

function EndPartnership({ tenantId, name }: Pick<ConnectedPartner, 'tenantId' | 'name'>) {
  const t = useText();
  const may = useMay('partnerships.invite');
  return (
    <RowCommands
      listKey={resellerSource.key}
      commands={[
        {
          label: t('partnership.end'),
          of: name,
          text: t('partnership.end.text', { name }),
          done: t('partnership.ended', { name }),
          unless: may ? undefined : t('resellers.mayNot'),
          run: () => removeReseller(tenantId),
        },
      ]}
    />
  );
}

export function ResellerTabs({ current }: { current: string }) {
  const t = useText();
  const links = [
    { label: t('menu.resellers'), to: paths.resellers },
    { label: t('invitations.title'), to: paths.resellerInvitations },
  ];
  return <SubNav label={t('menu.resellers')} links={links} current={current} />;
}
