/** One relationship as the partner sees it: what was asked, where it stands, which groups hold what. */
import type { Delegation } from '@comptoir/contracts/comptoir/delegated-administration';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAsk } from '../../ui/ask.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Message } from '../../ui/message.tsx';
import { Section } from '../../ui/page.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import {
  delegationQuery,
  delegationsKey,
  deleteDelegation,
  removeAssignment,
  sendDelegation,
  setAutoExtend,
  terminateDelegation,
} from './queries.ts';
import { useAct } from './use-act.ts';
import { DelegationState, momentsOf, RoleList } from './words.tsx';

interface CardProps {
  readonly relationshipId: string;
  readonly displayName: string;
  /** Why nothing can be changed; undefined when it can. */
  readonly unless: string | undefined;
}

export function RelationshipCard({ relationshipId, displayName, unless }: CardProps) {
  const query = useQuery(delegationQuery(relationshipId));
  const relationship = query.data;
  return (
    <Section
      title={displayName}
      actions={relationship ? <Commands relationship={relationship} unless={unless} /> : undefined}
    >
      <Loaded query={query} rows={4}>
        {(found) => <Body relationship={found} unless={unless} />}
      </Loaded>
    </Section>
  );
}

interface BodyProps {
  readonly relationship: Delegation;
  readonly unless: string | undefined;
}

function Body({ relationship, unless }: BodyProps) {
  const t = useText();
  const { status, link, assignments } = relationship;
  return (
    <>
      <Facts
        facts={[
          [t('word.state'), <DelegationState key="state" status={status} />],
          ...momentsOf(t, relationship),
          [t('delegation.roles'), <RoleList key="roles" ids={relationship.roleIds} />],
        ]}
      />
      {status === 'approvalPending' ? (
        <Message>
          <p>{t('delegation.link.text')}</p>
          <p>
            <code className="break-anywhere">{link}</code> <CopyButton text={link} what={t('delegation.link')} />
          </p>
        </Message>
      ) : null}
      {status === 'active' && assignments.length === 0 ? <Message>{t('delegation.assign.none')}</Message> : null}
      {assignments.length > 0 ? <Assignments relationship={relationship} unless={unless} /> : null}
    </>
  );
}

function Assignments({ relationship, unless }: BodyProps) {
  const t = useText();
  const { ask, question } = useAsk();
  const { relationshipId, assignments, status } = relationship;
  const removing = useAct((id: string) => removeAssignment(relationshipId, id), t('delegation.assignment.removed'));
  const remove = async (id: string, name: string) => {
    const title = t('delegation.assignment.remove');
    const text = t('delegation.assignment.remove.text', { group: name });
    if (await ask({ title, text, confirm: t('delegation.assignment.take') })) removing.mutate(id);
  };
  return (
    <>
      <Table
        name={t('delegation.assignments')}
        rows={assignments}
        rowKey={(row) => row.assignmentId}
        columns={[
          { id: 'group', header: t('delegation.group'), text: (row) => row.groupName },
          {
            id: 'roles',
            header: t('delegation.roles'),
            text: (row) => row.roleIds.join(', '),
            cell: (row) => <RoleList ids={row.roleIds} />,
          },
          { id: 'since', header: t('delegation.since'), text: (row) => t.formats.day(row.since) },
          {
            id: 'remove',
            header: t('word.actions'),
            text: () => '',
            cell: (row) =>
              status === 'active' ? (
                <ActionButton
                  size="small"
                  of={row.groupName}
                  unless={unless}
                  busy={removing.isPending}
                  onAct={() => void remove(row.assignmentId, row.groupName)}
                >
                  {t('delegation.assignment.take')}
                </ActionButton>
              ) : null,
          },
        ]}
      />
      {question}
    </>
  );
}

function Commands({ relationship, unless }: BodyProps) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const { ask, question } = useAsk();
  const { relationshipId: id, displayName: name, status, autoExtend } = relationship;
  const [assigning, setAssigning] = useState(false);
  const sending = useAct(() => sendDelegation(id), t('delegation.sent'));
  const deleting = useAct(() => deleteDelegation(id), t('delegation.deleted'));
  const ending = useAct(() => terminateDelegation(id), t('delegation.terminated'));
  const extending = useAct(() => setAutoExtend(id, !autoExtend), t('delegation.autoExtend.changed'));
  const end = async () => {
    const what = status === 'active' ? 'delegation.terminate' : 'delegation.takeBack';
    const text = t(status === 'active' ? 'delegation.terminate.text' : 'delegation.takeBack.text', { name });
    if (await ask({ title: t(what), text, confirm: t(what) })) ending.mutate(undefined);
  };
  const shared = { of: name, unless };
  return (
    <div className="commands">
      {status === 'created' ? (
        <>
          <ActionButton {...shared} busy={sending.isPending} onAct={() => sending.mutate(undefined)}>
            {t('delegation.send')}
          </ActionButton>
          <ActionButton {...shared} busy={deleting.isPending} onAct={() => deleting.mutate(undefined)}>
            {t('delegation.delete')}
          </ActionButton>
        </>
      ) : null}
      {status === 'active' ? (
        <>
          <ActionButton {...shared} onAct={() => setAssigning(true)}>
            {t('delegation.assign')}
          </ActionButton>
          <ActionButton {...shared} busy={extending.isPending} onAct={() => extending.mutate(undefined)}>
            {t(autoExtend ? 'delegation.autoExtend.stop' : 'delegation.autoExtend.start')}
          </ActionButton>
        </>
      ) : null}
      {status === 'active' || status === 'approvalPending' ? (
        <ActionButton {...shared} busy={ending.isPending} onAct={() => void end()}>
          {t(status === 'active' ? 'delegation.terminate' : 'delegation.takeBack')}
        </ActionButton>
      ) : null}
      {assigning ? (
        <AssignDialog
          relationship={relationship}
          onClose={() => setAssigning(false)}
          onDone={() => {
            setAssigning(false);
            say(t('delegation.assigned'));
            return queries.invalidateQueries({ queryKey: delegationsKey });
          }}
        />
      ) : null}
      {question}
    </div>
  );
}
