import { accountDecisions, type CustomerAccount } from '@comptoir/contracts/comptoir/qualifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AccountState } from '../features/customers/qualification-words.tsx';
import { AccountDialog } from '../features/desk/qualification-dialogs.tsx';
import { accountSource } from '../features/desk/queries.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { paths } from '../paths.ts';
import { TextLink } from '../ui/link.tsx';
import { List } from '../ui/list.tsx';
import type { Column, Filter } from '../ui/list-rows.ts';
import { Page } from '../ui/page.tsx';
import { useText, type Text } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** The operator's desk: whether the accounts of customers may buy. */
export function CustomerAccountsPage() {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const [row, setRow] = useState<CustomerAccount>();
  const filters: readonly Filter[] = [
    {
      id: 'status',
      label: t('account.status'),
      options: ['None' as const, ...accountDecisions].map((value) => ({ value, label: t(`account.status.${value}`) })),
    },
  ];
  const done = async () => {
    setRow(undefined);
    say(t('account.said'));
    await queries.invalidateQueries({ queryKey: accountSource.key });
  };
  return (
    <Page title={t('menu.customerAccounts')} purpose={t('customerAccounts.purpose')}>
      <List
        name={t('menu.customerAccounts')}
        source={accountSource}
        rowKey={({ customerTenantId }) => customerTenantId}
        columns={columnsOf(t, setRow)}
        filters={filters}
        empty={{ title: t('customerAccounts.empty'), text: t('customerAccounts.empty.text') }}
      />
      {row ? <AccountDialog row={row} onDone={() => void done()} onClose={() => setRow(undefined)} /> : null}
    </Page>
  );
}

function columnsOf(t: Text, choose: (row: CustomerAccount) => void): readonly Column<CustomerAccount>[] {
  return [
    {
      id: 'name',
      header: t('word.customer'),
      text: ({ companyName }) => companyName,
      cell: ({ customerTenantId, companyName }) => (
        <TextLink to={paths.customerSubscriptions(customerTenantId)}>{companyName}</TextLink>
      ),
    },
    { id: 'domain', header: t('customers.domain'), text: ({ domain }) => domain },
    { id: 'country', header: t('newCustomer.country'), text: ({ country }) => t.formats.country(country) },
    {
      id: 'status',
      header: t('account.status'),
      text: ({ status }) => t(`account.status.${status ?? 'None'}`),
      cell: ({ status }) => <AccountState status={status ?? undefined} />,
    },
    {
      id: 'checked',
      header: t('account.checked'),
      text: ({ statusAt }) => (statusAt ? t.formats.moment(statusAt) : '–'),
    },
    {
      id: 'actions',
      header: t('word.actions'),
      text: () => '',
      cell: (row) => (
        <ActionButton size="small" of={row.companyName} onAct={() => choose(row)}>
          {t('account.decide')}
        </ActionButton>
      ),
    },
  ];
}
