import { Checkbox } from '@fluentui/react-components';
import type { Agreement, Customer } from '@comptoir/contracts/partner-center/customers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useRepeatId } from '../api/repeat-id.ts';
import { healthQuery, useMay } from '../features/account/me.ts';
import { CustomerPage } from '../features/customers/customer-page.tsx';
import {
  agreementsQuery,
  agreementTemplatesQuery,
  agreementText,
  attestAgreement,
} from '../features/customers/queries.ts';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { LeaveGuard, ProblemSummary, TextField, type FieldProblem } from '../ui/form.tsx';
import { LinkButton } from '../ui/link.tsx';
import { Table } from '../ui/list.tsx';
import type { Column } from '../ui/list-rows.ts';
import { Section } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { useSay } from '../ui/toast.tsx';

const customerAgreementType = 'MicrosoftCustomerAgreement';

/** The partner attests that its customer has accepted the customer agreement; without it nothing can be bought. */
export function AgreementPage() {
  return (
    <CustomerPage title="customer.agreement" purpose="agreement.purpose">
      {(customer) => (
        <>
          <Attested customerId={customer.id} />
          <Attest customer={customer} />
        </>
      )}
    </CustomerPage>
  );
}

function Attested({ customerId }: { customerId: string }) {
  const t = useText();
  const query = useQuery(agreementsQuery(customerId));
  const columns: readonly Column<Agreement>[] = [
    { id: 'type', header: t('agreement.type'), text: (agreement) => t(`agreement.${agreement.type}`) },
    {
      id: 'who',
      header: t('agreement.who'),
      text: ({ primaryContact }) => `${primaryContact.firstName} ${primaryContact.lastName} – ${primaryContact.email}`,
    },
    { id: 'date', header: t('agreement.date'), text: (agreement) => t.formats.day(agreement.dateAgreed) },
  ];
  return (
    <Loaded query={query} rows={2}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t('agreement.empty')} text={t('agreement.empty.text')} />
        ) : (
          <Section
            title={t('agreement.attested')}
            actions={
              <LinkButton to={`${paths.marketplace}?customer=${customerId}`}>{t('subscriptions.add')}</LinkButton>
            }
          >
            <Table
              name={t('agreement.attested')}
              rows={items}
              rowKey={(each) => `${each.type} ${each.primaryContact.email} ${each.dateAgreed}`}
              columns={columns}
            />
          </Section>
        )
      }
    </Loaded>
  );
}

function Attest({ customer }: { customer: Customer }) {
  const t = useText();
  const mayAttest = useMay('agreements.confirm');
  const today = useQuery(healthQuery).data?.now.slice(0, 10) ?? '';
  const templates = useQuery(agreementTemplatesQuery);
  return (
    <Loaded query={templates} rows={4}>
      {({ items }) => {
        const template = items.find(({ agreementType }) => agreementType === customerAgreementType);
        return template ? (
          <AttestForm customer={customer} templateId={template.templateId} today={today} mayAttest={mayAttest} />
        ) : (
          <EmptyState title={t('agreement.noTemplate')} text={t('agreement.noTemplate.text')} />
        );
      }}
    </Loaded>
  );
}

const contactFields = ['firstName', 'lastName', 'email', 'phoneNumber'] as const;
type Contact = Record<(typeof contactFields)[number], string>;

interface AttestFormProps {
  readonly customer: Customer;
  readonly templateId: string;
  readonly today: string;
  readonly mayAttest: boolean;
}

function useAttestation({ customer, templateId, today }: AttestFormProps) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const first = contactOf(customer);
  const [contact, setContact] = useState(first);
  const [date, setDate] = useState(today);
  const [accepted, setAccepted] = useState(false);
  const repeat = useRepeatId();
  const attest = useMutation({
    mutationFn: () => {
      const { phoneNumber, ...rest } = contact;
      const primaryContact = { ...rest, ...(phoneNumber ? { phoneNumber } : {}) };
      const body = { primaryContact, templateId, dateAgreed: date, type: customerAgreementType };
      return attestAgreement(customer.id, body, repeat.current());
    },
    onSettled: (_data, error) => repeat.settle(error),
    onSuccess: async () => {
      setAccepted(false);
      say(t('agreement.done'));
      await queries.invalidateQueries({ queryKey: agreementsQuery(customer.id).queryKey });
    },
  });
  const changed = JSON.stringify(contact) !== JSON.stringify(first) && !attest.isPending && !attest.isSuccess;
  return { contact, setContact, date, setDate, accepted, setAccepted, attest, changed };
}

function contactOf({ billingProfile }: Customer): Contact {
  const { firstName = '', lastName = '', email, defaultAddress } = billingProfile;
  return { firstName, lastName, email, phoneNumber: defaultAddress.phoneNumber ?? '' };
}

function AttestForm(props: AttestFormProps) {
  const t = useText();
  const { customer, templateId, mayAttest } = props;
  const form = useAttestation(props);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = (['firstName', 'lastName', 'email'] as const).filter((field) => form.contact[field].trim() === '');
    setProblems(
      missing.map((path) => ({ path, message: t('newCustomer.wrong.missing', { field: t(`newCustomer.${path}`) }) })),
    );
    if (missing.length === 0) form.attest.mutate();
  };
  const reason = mayAttest ? (form.accepted ? undefined : t('agreement.confirm.first')) : t('agreement.mayNot');
  return (
    <Section
      title={t('agreement.attest')}
      purpose={t('agreement.attest.hint')}
      actions={<ReadAgreement customer={customer} templateId={templateId} />}
    >
      <form className="form" onSubmit={submit} noValidate>
        <ProblemSummary error={form.attest.error} problems={problems} />
        <div className="field-row">
          {contactFields.map((name) => (
            <TextField
              key={name}
              label={t(`newCustomer.${name}`)}
              required={name !== 'phoneNumber'}
              type={name === 'email' ? 'email' : name === 'phoneNumber' ? 'tel' : 'text'}
              maxLength={name === 'email' ? 254 : 50}
              value={form.contact[name]}
              onChange={(value) => form.setContact({ ...form.contact, [name]: value })}
              problem={problems.find(({ path }) => path === name)?.message}
            />
          ))}
          <TextField label={t('agreement.date')} type="date" required value={form.date} onChange={form.setDate} />
        </div>
        <Checkbox
          label={t('agreement.confirm', { customer: customer.companyProfile.companyName })}
          checked={form.accepted}
          onChange={(_, data) => form.setAccepted(data.checked === true)}
        />
        <div className="form-foot">
          <ActionButton primary submit busy={form.attest.isPending} unless={reason}>
            {t('agreement.submit')}
          </ActionButton>
        </div>
      </form>
      <LeaveGuard changed={form.changed} />
    </Section>
  );
}

function ReadAgreement({ customer, templateId }: { customer: Customer; templateId: string }) {
  const t = useText();
  const read = useMutation({
    mutationFn: () =>
      agreementText(
        templateId,
        t.language === 'fr' ? 'fr-FR' : 'en-US',
        customer.billingProfile.defaultAddress.country,
      ),
    onSuccess: ({ displayUri }) => void window.open(displayUri, '_blank', 'noopener'),
  });
  return (
    <>
      <ProblemSummary error={read.error} />
      <ActionButton busy={read.isPending} onAct={() => read.mutate()}>
        {t('agreement.read')}
      </ActionButton>
    </>
  );
}
