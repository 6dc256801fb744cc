import type { CustomerQualification } from '@comptoir/contracts/partner-center/qualifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../features/account/me.ts';
import { CustomerPage } from '../features/customers/customer-page.tsx';
import { QualificationDialog } from '../features/customers/qualification-dialog.tsx';
import { accountStatusQuery, qualificationsQuery } from '../features/customers/qualification-queries.ts';
import {
  AccountState,
  qualificationName,
  QualificationState,
  reasonText,
} from '../features/customers/qualification-words.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { Facts } from '../ui/facts.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Section } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { Table } from '../ui/table.tsx';
import { useText } from '../ui/text.tsx';

/** The customer's company, what the operator found of its account, and its qualifications. */
export function CustomerAccountPage() {
  const t = useText();
  return (
    <CustomerPage title="customer.account" purpose="customer.account.purpose">
      {(customer) => (
        <>
          <Section title={t('customer.company')}>
            <Facts
              facts={[
                [t('customers.domain'), customer.companyProfile.domain],
                [t('customer.tenantId'), customer.id],
                [t('newCustomer.country'), t.formats.country(customer.billingProfile.defaultAddress.country)],
              ]}
            />
          </Section>
          <AccountStatus customerId={customer.id} />
          <Qualifications customerId={customer.id} />
        </>
      )}
    </CustomerPage>
  );
}

function AccountStatus({ customerId }: { customerId: string }) {
  const t = useText();
  const query = useQuery(accountStatusQuery(customerId));
  return (
    <Section title={t('account.status')}>
      <Loaded query={query} rows={1}>
        {(found) => (
          <>
            <AccountState status={found?.status} />
            <p>{t(`account.status.${found?.status ?? 'None'}.text`)}</p>
            {found ? (
              <p className="quiet">{t('account.status.at', { at: t.formats.moment(found.lastUpdateDateTime) })}</p>
            ) : null}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Qualifications({ customerId }: { customerId: string }) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const mayAsk = useMay('customers.manage');
  const query = useQuery(qualificationsQuery(customerId));
  const columns = useColumns();
  return (
    <Section
      title={t('qualification.title')}
      purpose={t('qualification.purpose')}
      actions={
        <ActionButton unless={mayAsk ? undefined : t('qualification.mayNot')} onAct={() => setAsking(true)}>
          {t('qualification.ask')}
        </ActionButton>
      }
    >
      <Loaded query={query} rows={2}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={t('qualification.empty')} text={t('qualification.empty.text')} />
          ) : (
            <Table
              name={t('qualification.title')}
              rows={rows}
              rowKey={(row) => `${row.qualification} ${row.vettingCreateDate}`}
              columns={columns}
            />
          )
        }
      </Loaded>
      {asking ? <QualificationDialog customerId={customerId} onClose={() => setAsking(false)} /> : null}
    </Section>
  );
}

function useColumns(): readonly Column<CustomerQualification>[] {
  const t = useText();
  return [
    {
      id: 'qualification',
      header: t('qualification.title'),
      text: ({ qualification }) => qualificationName(t, qualification),
    },
    {
      id: 'state',
      header: t('word.state'),
      text: ({ vettingStatus }) => t(`qualification.state.${vettingStatus}`),
      cell: ({ vettingStatus }) => <QualificationState state={vettingStatus} />,
    },
    {
      id: 'reason',
      header: t('request.reason'),
      text: ({ vettingReason }) => (vettingReason ? reasonText(t, vettingReason) : '–'),
    },
    {
      id: 'asked',
      header: t('qualification.when'),
      text: ({ vettingCreateDate }) => t.formats.moment(vettingCreateDate),
    },
  ];
}
