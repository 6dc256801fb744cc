import type { CustomerUser } from '@comptoir/contracts/partner-center/customer-users';
import type { Customer } from '@comptoir/contracts/partner-center/customers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CustomerPage } from '../features/customers/customer-page.tsx';
import { LicencesDialog } from '../features/customers/licences-dialog.tsx';
import { skusQuery } from '../features/customers/user-licences.ts';
import { AddUserDialog, ResetPasswordDialog } from '../features/customers/user-dialogs.tsx';
import { deleteUser, restoreUser, usersKey, usersQuery } from '../features/customers/users.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { useAsk } from '../ui/ask.tsx';
import { useFaultText } from '../ui/fault.ts';
import { Section } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
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
  const query = useQuery(usersQuery(customerId));
  return (
    <Loaded query={query}>
      {({ users, deleted }) => (
        <>
          {users.length === 0 ? (
            <EmptyState title={t('customerUsers.empty')} text={t('customerUsers.empty.text')} />
          ) : (
            <UserTable name={t('customer.users')} users={users} customerId={customerId} />
          )}
          <LicenceTable customerId={customerId} />
          {deleted.length > 0 ? (
            <Section title={t('customerUsers.deletedUsers')}>
              <UserTable name={t('customerUsers.deletedUsers')} users={deleted} customerId={customerId} />
            </Section>
          ) : null}
        </>
      )}
    </Loaded>
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

function UserTable({ name, users, customerId }: { name: string; users: CustomerUser[]; customerId: string }) {
  const t = useText();
  return (
    <Table
      name={name}
      rows={users}
      rowKey={(user) => user.id}
      columns={[
        { id: 'name', header: t('customerUsers.name'), text: (user) => user.displayName },
        { id: 'userName', header: t('customerUsers.userName'), text: (user) => user.userPrincipalName },
        {
          id: 'location',
          header: t('customerUsers.location'),
          text: (user) => (user.usageLocation ? t.formats.country(user.usageLocation) : '–'),
        },
        {
          id: 'commands',
          header: t('word.actions'),
          text: () => '',
          cell: (user) => <Commands user={user} customerId={customerId} />,
        },
      ]}
    />
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

function Commands({ user, customerId }: { user: CustomerUser; customerId: string }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const { ask, question } = useAsk();
  const [open, setOpen] = useState<'password' | 'licences'>();
  const { id, displayName: name, softDeletionTime } = user;
  const deleting = useUserAct(customerId, () => deleteUser(customerId, id), t('customerUsers.deleted'));
  const restoring = useUserAct(customerId, () => restoreUser(customerId, id), t('customerUsers.restored'));
  const remove = async () => {
    const title = t('customerUsers.delete');
    if (await ask({ title, text: t('customerUsers.delete.text', { name }), confirm: title })) deleting.mutate();
  };
  if (softDeletionTime) {
    return (
      <div className="commands">
        <span className="quiet">{t('customerUsers.deletedOn', { day: t.formats.day(softDeletionTime) })}</span>
        <ActionButton size="small" of={name} busy={restoring.isPending} onAct={() => restoring.mutate()}>
          {t('customerUsers.restore')}
        </ActionButton>
      </div>
    );
  }
  const close = () => setOpen(undefined);
  const done = (said: string) => {
    close();
    say(said);
    return queries.invalidateQueries({ queryKey: usersKey(customerId) });
  };
  return (
    <div className="commands">
      <ActionButton size="small" of={name} onAct={() => setOpen('licences')}>
        {t('licences.title')}
      </ActionButton>
      <ActionButton size="small" of={name} onAct={() => setOpen('password')}>
        {t('customerUsers.reset')}
      </ActionButton>
      <ActionButton size="small" of={name} busy={deleting.isPending} onAct={() => void remove()}>
        {t('customerUsers.delete')}
      </ActionButton>
      {open === 'password' ? (
        <ResetPasswordDialog
          {...{ customerId, userId: id }}
          onDone={() => done(t('customerUsers.reset.done'))}
          onClose={close}
        />
      ) : null}
      {open === 'licences' ? (
        <LicencesDialog {...{ customerId, user }} onDone={() => done(t('licences.saved'))} onClose={close} />
      ) : null}
      {question}
    </div>
  );
}

function AddCommand({ customer }: { customer: Customer }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const done = () => {
    setOpen(false);
    say(t('customerUsers.added'));
    return queries.invalidateQueries({ queryKey: usersKey(customer.id) });
  };
  return (
    <>
      <ActionButton primary onAct={() => setOpen(true)}>
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
