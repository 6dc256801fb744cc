import type { DelegationRow, GrantedAccess } from '@comptoir/contracts/comptoir/delegated-administration';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '../features/account/me.ts';
import { answerGrant, grantedQuery } from '../features/delegation/queries.ts';
import { useAct } from '../features/delegation/use-act.ts';
import { DelegationState, RoleList } from '../features/delegation/words.tsx';
import { removePartnerAccess } from '../features/partnerships/queries.ts';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { useAsk } from '../ui/ask.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { Table } from '../ui/table.tsx';
import { useText } from '../ui/text.tsx';

/** The customer's: which partners administer it, by what, until when; what they ask for; and the end of it. */
export function OwnAccessPage() {
  const t = useText();
  const query = useQuery(grantedQuery);
  return (
    <Page title={t('menu.access')} purpose={t('ownAccess.purpose')}>
      <Loaded query={query}>{(granted) => <Granted granted={granted} />}</Loaded>
    </Page>
  );
}

function Granted({ granted: { items, older } }: { granted: GrantedAccess }) {
  const t = useText();
  if (items.length === 0 && older.length === 0)
    return <EmptyState title={t('ownAccess.empty')} text={t('ownAccess.empty.text')} />;
  const waiting = items.filter(({ status }) => status === 'approvalPending');
  const active = items.filter(({ status }) => status === 'active');
  const over = items.filter((row) => !waiting.includes(row) && !active.includes(row));
  return (
    <>
      {waiting.length > 0 ? <Rows title={t('ownAccess.waiting')} rows={waiting} review /> : null}
      {active.length > 0 ? <Rows title={t('ownAccess.active')} rows={active} end /> : null}
      {older.length > 0 ? <OlderAccess rows={older} /> : null}
      {over.length > 0 ? <Rows title={t('ownAccess.over')} rows={over} /> : null}
    </>
  );
}

function Rows({ title, rows, review, end }: { title: string; rows: DelegationRow[]; review?: true; end?: true }) {
  const t = useText();
  const until = (row: DelegationRow) => t.formats.day(row.endedAt ?? row.endsAt ?? row.requestExpiresAt ?? undefined);
  return (
    <Section title={title}>
      <Table
        name={title}
        rows={rows}
        rowKey={(row) => row.relationshipId}
        columns={[
          {
            id: 'partner',
            header: t('ownAccess.partner'),
            text: (row) => row.partnerName,
            cell: (row) => <TextLink to={paths.accessRequest(row.relationshipId)}>{row.partnerName}</TextLink>,
          },
          { id: 'name', header: t('delegation.displayName'), text: (row) => row.displayName },
          {
            id: 'roles',
            header: t('delegation.roles'),
            text: (row) => row.roleIds.join(', '),
            cell: (row) => <RoleList ids={row.roleIds} />,
          },
          {
            id: 'status',
            header: t('word.state'),
            text: (row) => row.status,
            cell: (row) => <DelegationState status={row.status} />,
          },
          {
            id: 'until',
            header: t(review ? 'delegation.expires' : end ? 'delegation.ends' : 'delegation.ended'),
            text: until,
          },
          ...(end
            ? [
                {
                  id: 'end',
                  header: t('word.actions'),
                  text: () => '',
                  cell: (row: DelegationRow) => <EndCommand row={row} />,
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

export function EndCommand({ row }: { row: DelegationRow }) {
  const t = useText();
  const may = useMay('ownPartners.manage');
  const { ask, question } = useAsk();
  const ending = useAct(() => answerGrant('terminate', row.relationshipId, row.version), t('delegation.terminated'));
  const end = async () => {
    const title = t('delegation.terminate');
    const text = t('ownAccess.end.text', { partner: row.partnerName });
    if (await ask({ title, text, confirm: title })) ending.mutate(undefined);
  };
  return (
    <>
      <ActionButton
        of={row.displayName}
        unless={may ? undefined : t('ownAccess.mayNot')}
        busy={ending.isPending}
        onAct={() => void end()}
      >
        {t('delegation.terminate')}
      </ActionButton>
      {question}
    </>
  );
}

function OlderAccess({ rows }: { rows: GrantedAccess['older'] }) {
  const t = useText();
  const may = useMay('ownPartners.manage');
  const { ask, question } = useAsk();
  const ending = useAct(removePartnerAccess, t('ownAccess.older.ended'));
  const end = async ({ partnerTenantId, partnerName }: GrantedAccess['older'][number]) => {
    const title = t('ownAccess.older.end');
    const text = t('ownAccess.end.text', { partner: partnerName });
    if (await ask({ title, text, confirm: title })) ending.mutate(partnerTenantId);
  };
  return (
    <Section title={t('ownAccess.older')} purpose={t('ownAccess.older.text')}>
      <Table
        name={t('ownAccess.older')}
        rows={rows}
        rowKey={(row) => row.partnerTenantId}
        columns={[
          { id: 'partner', header: t('ownAccess.partner'), text: (row) => row.partnerName },
          { id: 'since', header: t('delegation.since'), text: (row) => t.formats.day(row.since) },
          {
            id: 'end',
            header: t('word.actions'),
            text: () => '',
            cell: (row) => (
              <ActionButton
                of={row.partnerName}
                unless={may ? undefined : t('ownAccess.mayNot')}
                busy={ending.isPending}
                onAct={() => void end(row)}
              >
                {t('ownAccess.older.end')}
              </ActionButton>
            ),
          },
        ]}
      />
      {question}
    </Section>
  );
}
