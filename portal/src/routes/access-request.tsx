import type { DelegationRow } from '@comptoir/contracts/comptoir/delegated-administration';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, Navigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../features/account/me.ts';
import { answerGrant, grantQuery } from '../features/delegation/queries.ts';
import { useAct } from '../features/delegation/use-act.ts';
import { DelegationState, momentsOf, RoleList } from '../features/delegation/words.tsx';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { Message } from '../ui/message.tsx';
import { Page } from '../ui/page.tsx';
import { Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { EndCommand } from './own-access.tsx';

/** What the link of a request leads to: who asks for which roles, for how long; the answer is a press of a button. */
export function AccessRequestPage() {
  const { relationshipId } = useParams({ strict: false });
  const query = useQuery(grantQuery(relationshipId!));
  return (
    <Loaded query={query} page>
      {(row) => <Request row={row} />}
    </Loaded>
  );
}

function Request({ row }: { row: DelegationRow }) {
  const t = useText();
  return (
    <Page
      title={t('accessRequest.title', { partner: row.partnerName })}
      purpose={t('accessRequest.purpose')}
      badge={<DelegationState status={row.status} />}
      crumbs={[{ label: t('menu.access'), to: paths.ownAccess }]}
      actions={row.status === 'active' ? <EndCommand row={row} /> : undefined}
    >
      <Facts
        facts={[
          [t('ownAccess.partner'), row.partnerName],
          [t('delegation.displayName'), row.displayName],
          ...momentsOf(t, row),
          [t('delegation.roles'), <RoleList key="roles" ids={row.roleIds} />],
        ]}
      />
      {row.status === 'approvalPending' ? <Answer row={row} /> : null}
    </Page>
  );
}

function Answer({ row }: { row: DelegationRow }) {
  const t = useText();
  const navigate = useNavigate();
  const may = useMay('ownPartners.manage');
  const back = () => void navigate({ to: paths.ownAccess });
  const { relationshipId: id, version } = row;
  const approving = useAct(() => answerGrant('approve', id, version), t('accessRequest.approved'), back);
  const rejecting = useAct(() => answerGrant('reject', id, version), t('accessRequest.rejected'), back);
  const unless = may ? undefined : t('ownAccess.mayNot');
  const busy = approving.isPending || rejecting.isPending;
  return (
    <>
      <Message>{t('accessRequest.warning', { partner: row.partnerName })}</Message>
      <div className="commands">
        <ActionButton primary unless={unless} busy={busy} onAct={() => approving.mutate(undefined)}>
          {t('accessRequest.approve')}
        </ActionButton>
        <ActionButton unless={unless} busy={busy} onAct={() => rejecting.mutate(undefined)}>
          {t('accessRequest.reject')}
        </ActionButton>
      </div>
    </>
  );
}

/** The address of Microsoft's links, `/AdminPortal/Home#/partners/invitation/granularAdminRelationships/{id}`, leads here. */
export function AdminPortalPage() {
  // Once: the router shows the address it is going to, which has no hash.
  const [id] = useState(() => linkedRequest.exec(location.hash)?.[1]);
  return <Navigate to={id ? paths.accessRequest(id) : paths.home} replace />;
}

const linkedRequest = /^#\/?partners\/invitation\/granularAdminRelationships\/([\w-]+)$/;
