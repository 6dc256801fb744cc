import { Field, Select } from '@fluentui/react-components';
import type { Customer } from '@comptoir/contracts/partner-center/customers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useRepeatId } from '../api/repeat-id.ts';
import { useMe } from '../features/account/me.ts';
import {
  emptyCustomer,
  requiredFields,
  toRequest,
  wrongFields,
  type CustomerDraft,
  type CustomerField,
} from '../features/customers/new-customer.ts';
import { countryQuery, createCustomer } from '../features/customers/queries.ts';
import { marketsQuery } from '../features/reference/queries.ts';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { LeaveGuard, ProblemSummary, TextField, type FieldProblem, type TextFieldProps } from '../ui/form.tsx';
import { LinkButton } from '../ui/link.tsx';
import { Page, Section } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

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

type Shown = Omit<CustomerDraft, 'country'>;
const company: readonly (keyof Shown)[] = ['companyName', 'domain', 'registrationNumber'];
const place: readonly (keyof Shown)[] = ['addressLine1', 'postalCode', 'city', 'state'];
const contact: readonly (keyof Shown)[] = ['firstName', 'lastName', 'email', 'phoneNumber'];

const inputs: Partial<Record<CustomerField, Pick<TextFieldProps, 'type' | 'maxLength'>>> = {
  companyName: { maxLength: 200 },
  domain: { maxLength: 253 },
  email: { type: 'email', maxLength: 254 },
  phoneNumber: { type: 'tel', maxLength: 30 },
  firstName: { maxLength: 50 },
  lastName: { maxLength: 50 },
};

function useNewCustomer(onCreated: (customer: Customer) => void) {
  const t = useText();
  const me = useMe();
  const queries = useQueryClient();
  const first = emptyCustomer(me.tenant.country);
  const [draft, setDraft] = useState(first);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const rules = useQuery(countryQuery(draft.country)).data;
  const repeat = useRepeatId();
  const create = useMutation({
    mutationFn: () => createCustomer(toRequest(draft, rules), repeat.current()),
    onSettled: (_data, error) => repeat.settle(error),
    onSuccess: async (customer) => {
      onCreated(customer);
      await queries.invalidateQueries({ queryKey: ['customers', 'list'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = wrongFields(draft, rules).map(({ field, kind }) => ({
      path: field,
      message: t(`newCustomer.wrong.${kind}`, { field: t(`newCustomer.${field}`) }),
    }));
    setProblems(wrong);
    if (wrong.length === 0) create.mutate();
  };
  const changed = JSON.stringify(draft) !== JSON.stringify(first);
  return { draft, setDraft, problems, create, submit, changed, required: requiredFields(rules) };
}

function CustomerForm(props: { onCreated: (customer: Customer) => void }) {
  const t = useText();
  const { draft, setDraft, problems, create, submit, changed, required } = useNewCustomer(props.onCreated);
  const fields = (names: readonly (keyof Shown)[]) =>
    names.map((name) => (
      <TextField
        key={name}
        label={t(`newCustomer.${name}`)}
        {...inputs[name]}
        required={required.has(name)}
        hint={name === 'domain' ? t('newCustomer.domain.hint') : undefined}
        value={draft[name]}
        onChange={(value) => setDraft({ ...draft, [name]: value })}
        problem={problems.find(({ path }) => path === name)?.message}
      />
    ));
  return (
    <form className="form" onSubmit={submit} noValidate>
      <ProblemSummary error={create.error} problems={problems} />
      <Section title={t('newCustomer.company')}>
        <div className="field-row">{fields(company)}</div>
      </Section>
      <Section title={t('newCustomer.address')}>
        <div className="field-row">
          <CountryField value={draft.country} onChange={(country) => setDraft({ ...draft, country })} />
          {fields(place)}
        </div>
      </Section>
      <Section title={t('newCustomer.contact')}>
        <div className="field-row">{fields(contact)}</div>
      </Section>
      <div className="form-foot">
        <ActionButton primary submit busy={create.isPending} unless={changed ? undefined : t('form.unchanged')}>
          {t('newCustomer.create')}
        </ActionButton>
        <LinkButton to={paths.customers}>{t('action.cancel')}</LinkButton>
      </div>
      <LeaveGuard changed={changed && !create.isSuccess} />
    </form>
  );
}

function CountryField(props: { value: string; onChange: (country: string) => void }) {
  const t = useText();
  const markets = useQuery(marketsQuery).data?.items ?? [];
  const codes = new Set([props.value, ...markets.map((market) => market.country)]);
  const named = [...codes]
    .map((code) => ({ code, label: t.formats.country(code) }))
    .toSorted((left, right) => t.formats.compare(left.label, right.label));
  return (
    <Field className="field" label={t('newCustomer.country')} required>
      <Select value={props.value} onChange={(_, data) => props.onChange(data.value)}>
        {named.map(({ code, label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
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
