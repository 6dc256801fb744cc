import type { CustomerUserRow, DelegatedAct } from '@comptoir/contracts/comptoir/customers';
import type { Customer } from '@comptoir/contracts/partner-center/customers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CustomerPage } from '../features/customers/customer-page.tsx';
import { LicencesDialog } from '../features/customers/licences-dialog.tsx';
import { skusQuery } from '../features/customers/user-licences.ts';
import { UserRolesDialog } from '../features/customers/user-roles-dialog.tsx';
import { AddUserDialog, ResetPasswordDialog } from '../features/customers/user-dialogs.tsx';
import { actsQuery, deleteUser, restoreUser, usersKey, userSource } from '../features/customers/users.ts';
import { UserStatus } from '../features/people/words.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { useAsk } from '../ui/ask.tsx';
import { useFaultText } from '../ui/fault.ts';
import { Section } from '../ui/page.tsx';
import { List } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Table } from '../ui/table.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** People of a customer, within what it delegated to the partner. */
export function CustomerUsersPage() {
  return (
    <CustomerPage
      title="customer.users"
      purpose="customer.users.purpose"
      actions={(customer) => <AddCommand customer={customer} />}
    >
      {(customer) => <Users customerId={customer.id} />}
    </CustomerPage>
  );
}

function Users({ customerId }: { customerId: string }) {
  const t = useText();
  const rolesText = ({ roles }: CustomerUserRow) =>
    roles.map((role) => t(`users.role.${role}`)).join(', ') || t('customerUsers.noRole');
  const columns: readonly Column<CustomerUserRow>[] = [
    { id: 'name', header: t('customerUsers.name'), text: (user) => user.displayName },
    { id: 'userName', header: t('customerUsers.userName'), text: (user) => user.userPrincipalName },
    { id: 'roles', header: t('customerUsers.roles'), text: rolesText },
    {
      id: 'location',
      header: t('customerUsers.location'),
      text: (user) => (user.usageLocation ? t.formats.country(user.usageLocation) : '–'),
    },
    {
      id: 'state',
      header: t('word.state'),
      text: (user) => t(`users.state.${user.state}`),
      cell: (user) => <UserStatus state={user.state} />,
    },
    {
      id: 'commands',
      header: t('word.actions'),
      text: () => '',
      cell: (user) =>
        user.deletedAt ? (
          <Restore user={user} customerId={customerId} />
        ) : (
          <Commands user={user} customerId={customerId} />
        ),
    },
  ];
  const states = (['active', 'disabled', 'deleted'] as const).map((value) => ({
    value,
    label: t(`users.state.${value}`),
  }));
  return (
    <>
      <List
        name={t('customer.users')}
        source={userSource(customerId)}
        rowKey={(user) => user.id}
        columns={columns}
        filters={[{ id: 'state', label: t('word.state'), options: states }]}
        empty={{ title: t('customerUsers.empty'), text: t('customerUsers.empty.text') }}
      />
      <LicenceTable customerId={customerId} />
    </>
  );
}

/** What there is to assign. */
function LicenceTable({ customerId }: { customerId: string }) {
  const t = useText();
  const units = useQuery(skusQuery(customerId)).data ?? [];
  if (units.length === 0) return null;
  return (
    <Section title={t('licences.title')}>
      <Table
        name={t('licences.title')}
        rows={units}
        rowKey={(row) => row.skuId}
        columns={[
          { id: 'name', header: t('licences.product'), text: (row) => row.name },
          { id: 'active', header: t('licences.active'), text: (row) => t.formats.number(row.active) },
          {
            id: 'available',
            header: t('licences.available'),
            text: (row) => t.formats.number(row.available),
          },
        ]}
      />
    </Section>
  );
}

/** What is done, what is said of it, and the people anew. */
function useUserAct(customerId: string, act: () => Promise<unknown>, said: string) {
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => say(said),
    onError: (error) => say(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: usersKey(customerId) }),
  });
}

/** Why the person may not do it with this account: no role gives the act, or none reaches an account of such roles. */
function useReason({ acts, roles, displayName }: CustomerUserRow, customerId: string) {
  const t = useText();
  const held = useQuery(actsQuery(customerId)).data;
  return (act: DelegatedAct) => {
    if (acts.includes(act)) return undefined;
    const reaches = roles.length > 0 && held?.includes(act);
    return reaches ? t('customerUsers.mayNotPerson', { name: displayName }) : t('customerUsers.mayNot');
  };
}

interface CommandsProps {
  readonly user: CustomerUserRow;
  readonly customerId: string;
}

function Restore({ user, customerId }: CommandsProps) {
  const t = useText();
  const { id, displayName: name, deletedAt } = user;
  const mayNot = useReason(user, customerId);
  const restoring = useUserAct(customerId, () => restoreUser(customerId, id), t('customerUsers.restored'));
  return (
    <div className="commands">
      <span className="quiet">{t('customerUsers.deletedOn', { day: t.formats.day(deletedAt!) })}</span>
      <ActionButton
        size="small"
        of={name}
        busy={restoring.isPending}
        unless={mayNot('changePeople')}
        onAct={() => restoring.mutate()}
      >
        {t('customerUsers.restore')}
      </ActionButton>
    </div>
  );
}

function Commands({ user, customerId }: CommandsProps) {
  const t = useText();
  const { ask, question } = useAsk();
  const [open, setOpen] = useState<DialogName>();
  const { id, displayName: name } = user;
  const mayNot = useReason(user, customerId);
  const deleting = useUserAct(customerId, () => deleteUser(customerId, id), t('customerUsers.deleted'));
  const remove = async () => {
    const title = t('word.actOf', { act: t('customerUsers.delete'), name });
    const confirm = t('customerUsers.delete');
    if (await ask({ title, text: t('customerUsers.delete.text', { name }), confirm })) deleting.mutate();
  };
  return (
    <div className="commands">
      <ActionButton size="small" of={name} unless={mayNot('assignLicences')} onAct={() => setOpen('licences')}>
        {t('licences.title')}
      </ActionButton>
      <ActionButton size="small" of={name} unless={mayNot('assignRoles')} onAct={() => setOpen('roles')}>
        {t('customerUsers.roles')}
      </ActionButton>
      <ActionButton size="small" of={name} unless={mayNot('resetPasswords')} onAct={() => setOpen('password')}>
        {t('customerUsers.reset')}
      </ActionButton>
      <ActionButton
        size="small"
        of={name}
        busy={deleting.isPending}
        unless={mayNot('deletePeople')}
        onAct={() => void remove()}
      >
        {t('customerUsers.delete')}
      </ActionButton>
      {open ? <CommandDialog act={open} {...{ customerId, user }} onClose={() => setOpen(undefined)} /> : null}
      {question}
    </div>
  );
}

const dialogs = {
  password: { Dialog: ResetPasswordDialog, said: 'customerUsers.reset.done' },
  licences: { Dialog: LicencesDialog, said: 'licences.saved' },
  roles: { Dialog: UserRolesDialog, said: 'customerUsers.roles.saved' },
} as const;
type DialogName = keyof typeof dialogs;

function CommandDialog(props: CommandsProps & { act: DialogName; onClose: () => void }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const { customerId, user, onClose } = props;
  const { Dialog, said } = dialogs[props.act];
  const done = () => {
    onClose();
    say(t(said));
    return queries.invalidateQueries({ queryKey: usersKey(customerId) });
  };
  return <Dialog {...{ customerId, user, onClose }} onDone={done} />;
}

function AddCommand({ customer }: { customer: Customer }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const held = useQuery(actsQuery(customer.id));
  const unless = held.data && !held.data.includes('changePeople') ? t('customerUsers.mayNot') : undefined;
  const done = () => {
    setOpen(false);
    say(t('customerUsers.added'));
    return queries.invalidateQueries({ queryKey: usersKey(customer.id) });
  };
  return (
    <>
      <ActionButton primary unless={unless} onAct={() => setOpen(true)}>
        {t('customerUsers.add')}
      </ActionButton>
      {open ? (
        <AddUserDialog
          customerId={customer.id}
          domain={customer.companyProfile.domain}
          onDone={done}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
