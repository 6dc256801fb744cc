import { customerRequest, type Customer } from '@comptoir/contracts/partner-center/customers';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, type FieldPath } from 'react-hook-form';
import { useMe } from '../features/account/me.ts';
import {
  emptyCustomer,
  isDomain,
  malformedFields,
  requiredFields,
  toRequest,
  type CustomerValues,
} from '../features/customers/new-customer.ts';
import { countryQuery, createCustomer } from '../features/customers/queries.ts';
import { useCountries } from '../features/reference/use-countries.ts';
import { paths } from '../paths.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Facts } from '../ui/facts.tsx';
import type { TextFieldProps } from '../ui/form/text-field.tsx';
import { SelectInput, TextInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { LinkButton } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useText, type Text, type TextId } from '../ui/text.tsx';

/** A new customer tenant. The administrator's first password is told once, after the creation. */
export function NewCustomerPage() {
  const t = useText();
  const [created, setCreated] = useState<Customer>();
  return (
    <Page
      title={t(created ? 'newCustomer.created' : 'customers.add')}
      purpose={created ? undefined : t('newCustomer.purpose')}
      crumbs={[{ label: t('menu.customers'), to: paths.customers }]}
    >
      {created ? <Created customer={created} /> : <CustomerForm onCreated={setCreated} />}
    </Page>
  );
}

type Field = FieldPath<CustomerValues>;
const company: readonly Field[] = [
  'billingProfile.companyName',
  'companyProfile.domain',
  'companyProfile.organizationRegistrationNumber',
];
const place: readonly Field[] = [
  'billingProfile.defaultAddress.addressLine1',
  'billingProfile.defaultAddress.postalCode',
  'billingProfile.defaultAddress.city',
  'billingProfile.defaultAddress.state',
];
const contact: readonly Field[] = [
  'billingProfile.firstName',
  'billingProfile.lastName',
  'billingProfile.email',
  'billingProfile.defaultAddress.phoneNumber',
];

const inputs: Partial<Record<Field, Pick<TextFieldProps, 'type' | 'maxLength'>>> = {
  'billingProfile.companyName': { maxLength: 200 },
  'companyProfile.domain': { maxLength: 253 },
  'billingProfile.email': { type: 'email', maxLength: 254 },
  'billingProfile.defaultAddress.phoneNumber': { type: 'tel', maxLength: 30 },
  'billingProfile.firstName': { maxLength: 50 },
  'billingProfile.lastName': { maxLength: 50 },
};

/** The field's own word; the paths are the contract's. */
const label = (name: Field) => `newCustomer.${name.split('.').at(-1)}` as TextId;

function useNewCustomer(onCreated: (customer: Customer) => void) {
  const t = useText();
  const me = useMe();
  const queries = useQueryClient();
  const [country, setCountry] = useState(me.tenant.country);
  const rules = useQuery(countryQuery(country)).data;
  const required = requiredFields(rules);
  const form = useForm({
    shape: customerRequest,
    start: emptyCustomer(me.tenant.country),
    body: (values) => toRequest(values, rules),
    words: { 'companyProfile.domain': t('newCustomer.wrong.domain') },
    check: (values) => [
      ...[...required]
        .filter((path) => String(get(values, path)).trim() === '')
        .map((path) => ({ path, message: t('form.wrong.missing') })),
      ...(isDomain(values.companyProfile.domain)
        ? []
        : [{ path: 'companyProfile.domain' as const, message: t('newCustomer.wrong.domain') }]),
      ...malformed(t, values, malformedFields(values, rules, me.tenant.domain)),
    ],
    refusedAt: {
      TenantDomainTaken: 'companyProfile.domain',
      DomainMalformed: 'companyProfile.domain',
      CompanyNameRefused: 'billingProfile.companyName',
      CountryUnknown: 'billingProfile.defaultAddress.country',
      CustomerEmailRefused: 'billingProfile.email',
      RegistrationNumberMissing: 'companyProfile.organizationRegistrationNumber',
      RegistrationNumberNotTaken: 'companyProfile.organizationRegistrationNumber',
    },
    send: createCustomer,
    onSent: async (customer) => {
      onCreated(customer);
      await queries.invalidateQueries({ queryKey: ['customers', 'list'] });
    },
  });
  return { form, required, setCountry };
}

/** What is wrong in the words in which the server's refusals are told. */
function malformed(t: Text, values: CustomerValues, wrong: ReturnType<typeof malformedFields>) {
  const { country, postalCode, phoneNumber } = values.billingProfile.defaultAddress;
  const at = 'billingProfile.defaultAddress';
  return [
    ...(wrong.email ? [{ path: 'billingProfile.email' as const, message: t('errors.CustomerEmailRefused') }] : []),
    ...(wrong.postalCode
      ? [
          {
            path: `${at}.postalCode` as const,
            message: t('newCustomer.wrong.postalCode', { value: postalCode, country: t.formats.country(country) }),
          },
        ]
      : []),
    ...(wrong.phoneNumber
      ? [
          {
            path: `${at}.phoneNumber` as const,
            message: t('problems.AddressMalformed.phoneNumber', { value: phoneNumber }),
          },
        ]
      : []),
  ];
}

function CustomerForm(props: { onCreated: (customer: Customer) => void }) {
  const t = useText();
  const { form, required, setCountry } = useNewCustomer(props.onCreated);
  const fields = (names: readonly Field[]) =>
    names.map((name) => (
      <TextInput
        key={name}
        form={form}
        name={name}
        label={t(label(name))}
        {...inputs[name]}
        required={required.has(name)}
        hint={name === 'companyProfile.domain' ? t('newCustomer.domain.hint') : undefined}
      />
    ));
  return (
    <Form form={form} submit={t('newCustomer.create')} cancelTo={paths.customers}>
      <Section title={t('newCustomer.company')}>
        <div className="field-row">{fields(company)}</div>
      </Section>
      <Section title={t('newCustomer.address')}>
        <div className="field-row">
          <SelectInput
            form={form}
            name="billingProfile.defaultAddress.country"
            label={t('newCustomer.country')}
            options={useCountries()}
            onChoice={setCountry}
            required
          />
          {fields(place)}
        </div>
      </Section>
      <Section title={t('newCustomer.contact')}>
        <div className="field-row">{fields(contact)}</div>
      </Section>
    </Form>
  );
}

function Created({ customer }: { customer: Customer }) {
  const t = useText();
  const { companyName, domain } = customer.companyProfile;
  const credentials = customer.userCredentials;
  return (
    <div className="stack">
      <Section title={companyName} purpose={t('newCustomer.once')}>
        <Facts
          facts={[
            [t('customers.domain'), domain],
            [t('customers.id'), <code key="id">{customer.id}</code>],
            [
              t('newCustomer.user'),
              credentials ? <code key="user">{`${credentials.userName}@${domain}`}</code> : undefined,
            ],
            [
              t('newCustomer.password'),
              credentials ? (
                <span key="password" className="inline-link">
                  <code>{credentials.password}</code>
                  <CopyButton text={credentials.password} what={t('newCustomer.password')} />
                </span>
              ) : undefined,
            ],
          ]}
        />
      </Section>
      <div className="commands">
        <LinkButton appearance="primary" to={paths.customerAgreement(customer.id)}>
          {t('newCustomer.next')}
        </LinkButton>
        <LinkButton to={paths.customer(customer.id)}>{t('customer.subscriptions')}</LinkButton>
      </div>
    </div>
  );
}
