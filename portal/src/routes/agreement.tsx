import { agreementRequest, type Agreement, type Customer } from '@comptoir/contracts/partner-center/customers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { healthQuery, useMay } from '../features/account/me.ts';
import { CustomerPage } from '../features/customers/customer-page.tsx';
import {
  agreementsQuery,
  agreementTemplatesQuery,
  agreementText,
  attestAgreement,
} from '../features/customers/queries.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { CheckInput, TextInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { filled } from '../ui/form/problems.ts';
import { useForm } from '../ui/form/use-form.ts';
import { ProblemSummary } from '../ui/form/problem-summary.tsx';
import { Table } from '../ui/table.tsx';
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
          <Section title={t('agreement.attested')}>
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
  return useForm({
    shape: agreementRequest,
    start: { primaryContact: contactOf(customer), dateAgreed: today, accepted: false },
    body: ({ accepted: _accepted, ...typed }) => filled({ ...typed, templateId, type: customerAgreementType }),
    check: ({ accepted, dateAgreed }) => [
      ...(dateAgreed > today ? [{ path: 'dateAgreed' as const, message: t('errors.AgreementDateInFuture') }] : []),
      ...(accepted ? [] : [{ path: 'accepted' as const, message: t('agreement.confirm.first') }]),
    ],
    refusedAt: { AgreementDateInFuture: 'dateAgreed', AgreementDateTooEarly: 'dateAgreed' },
    send: (body) => attestAgreement(customer.id, body),
    startsAnew: true,
    onSent: async () => {
      say(t('agreement.done'));
      await queries.invalidateQueries({ queryKey: agreementsQuery(customer.id).queryKey });
    },
  });
}

function contactOf({ billingProfile }: Customer) {
  const { firstName = '', lastName = '', email, defaultAddress } = billingProfile;
  return { firstName, lastName, email, phoneNumber: defaultAddress.phoneNumber ?? '' };
}

function AttestForm(props: AttestFormProps) {
  const t = useText();
  const { customer, templateId, mayAttest } = props;
  const form = useAttestation(props);
  return (
    <Section
      title={t('agreement.attest')}
      purpose={t('agreement.attest.hint')}
      actions={<ReadAgreement customer={customer} templateId={templateId} />}
    >
      <Form form={form} submit={t('agreement.submit')} unless={mayAttest ? undefined : t('agreement.mayNot')}>
        <div className="field-row">
          {contactFields.map((name) => (
            <TextInput
              key={name}
              form={form}
              name={`primaryContact.${name}`}
              label={t(`newCustomer.${name}`)}
              required={name !== 'phoneNumber'}
              type={name === 'email' ? 'email' : name === 'phoneNumber' ? 'tel' : 'text'}
              maxLength={name === 'email' ? 254 : 50}
            />
          ))}
          <TextInput form={form} name="dateAgreed" label={t('agreement.date')} type="date" required />
        </div>
        <CheckInput
          form={form}
          name="accepted"
          label={t('agreement.confirm', { customer: customer.companyProfile.companyName })}
        />
      </Form>
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
