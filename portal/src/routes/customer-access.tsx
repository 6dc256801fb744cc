import type { Customer } from '@comptoir/contracts/partner-center/customers';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../features/account/me.ts';
import { CustomerPage } from '../features/customers/customer-page.tsx';
import { Administer } from '../features/delegation/administer.tsx';
import { delegationsKey, delegationsQuery } from '../features/delegation/queries.ts';
import { RelationshipCard } from '../features/delegation/relationship-card.tsx';
import { RequestDialog } from '../features/delegation/request-dialog.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { Message } from '../ui/message.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

/** What a customer granted the partner in its tenant, and what the partner asks of it. */
export function CustomerAccessPage() {
  return (
    <CustomerPage
      title="customer.access"
      purpose="customer.access.purpose"
      actions={(customer) => <RequestCommand customer={customer} />}
    >
      {(customer) => <Access customer={customer} />}
    </CustomerPage>
  );
}

function Access({ customer }: { customer: Customer }) {
  const t = useText();
  const mayManage = useMay('delegatedAdmin.manage');
  const query = useQuery(delegationsQuery(customer.id));
  const { companyName } = customer.companyProfile;
  return (
    <>
      <Administer customerId={customer.id} customerName={companyName} />
      {customer.allowDelegatedAccess ? <Message>{t('delegation.older', { customer: companyName })}</Message> : null}
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={t('delegation.empty')}
              text={t('delegation.empty.text', { customer: companyName })}
              action={<RequestCommand customer={customer} />}
            />
          ) : (
            items.map(({ relationshipId, displayName }) => (
              <RelationshipCard
                key={relationshipId}
                {...{ relationshipId, displayName }}
                unless={mayManage ? undefined : t('delegation.mayNot')}
              />
            ))
          )
        }
      </Loaded>
    </>
  );
}

function RequestCommand({ customer }: { customer: Customer }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const mayManage = useMay('delegatedAdmin.manage');
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActionButton primary unless={mayManage ? undefined : t('delegation.mayNot')} onAct={() => setOpen(true)}>
        {t('delegation.request')}
      </ActionButton>
      {open ? (
        <RequestDialog
          customerTenantId={customer.id}
          customerName={customer.companyProfile.companyName}
          onClose={() => setOpen(false)}
          onSent={() => {
            setOpen(false);
            say(t('delegation.sent'));
            return queries.invalidateQueries({ queryKey: delegationsKey });
          }}
        />
      ) : null}
    </>
  );
}
