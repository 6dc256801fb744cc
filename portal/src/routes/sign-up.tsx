import { newSignUp } from '@comptoir/contracts/comptoir/enrolment';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { signUp, signUpCountriesQuery } from '../features/enrolment/queries.ts';
import { regionText } from '../features/partners/words.ts';
import { paths } from '../paths.ts';
import { SelectInput, TextInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { ProblemSummary } from '../ui/form/problem-summary.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { Message } from '../ui/message.tsx';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** "Create a work account": the account is made by the link of the mail. Public; it tells nothing of who has one. */
export function SignUpPage() {
  const t = useText();
  const [sent, setSent] = useState('');
  return (
    <Page
      title={t('signUp.title')}
      purpose={t('signUp.purpose')}
      crumbs={[{ label: t('welcome.title'), to: paths.welcome }]}
    >
      {sent ? (
        <Message tone="good" alert>
          {t('signUp.sent', { email: sent })}
        </Message>
      ) : (
        <SignUpForm onSent={setSent} />
      )}
    </Page>
  );
}

/** Countries of the programme by their names, and the CSP region of each. */
function useProgrammeCountries() {
  const t = useText();
  const { data = [], error } = useQuery(signUpCountriesQuery);
  return {
    error,
    regionOf: (country: string) => data.find((one) => one.country === country)?.region,
    options: data
      .map((one) => ({ value: one.country, label: t.formats.country(one.country) }))
      .toSorted((one, other) => t.formats.compare(one.label, other.label)),
  };
}

function SignUpForm(props: { onSent: (email: string) => void }) {
  const t = useText();
  const { error, regionOf, options } = useProgrammeCountries();
  const [country, setCountry] = useState('');
  const region = regionOf(country);
  const form = useForm({
    shape: newSignUp,
    start: { companyName: '', country: '', firstName: '', lastName: '', email: '' },
    body: (values) => ({ ...values, language: t.language }),
    send: async (body) => {
      await signUp(body);
      return body.email;
    },
    onSent: props.onSent,
  });
  return (
    <Form form={form} submit={t('signUp.submit')}>
      <ProblemSummary error={error} />
      <TextInput form={form} name="companyName" label={t('enrolment.name')} required maxLength={256} />
      <SelectInput
        form={form}
        name="country"
        label={t('newCustomer.country')}
        hint={region ? t('signUp.region', { region: regionText(t, region) }) : t('signUp.country.hint')}
        onChoice={setCountry}
        none={t('signUp.country.none')}
        options={options}
        required
      />
      <div className="field-row">
        <TextInput
          form={form}
          name="firstName"
          label={t('newCustomer.firstName')}
          required
          maxLength={100}
          autoComplete="given-name"
        />
        <TextInput
          form={form}
          name="lastName"
          label={t('newCustomer.lastName')}
          required
          maxLength={100}
          autoComplete="family-name"
        />
      </div>
      <TextInput
        form={form}
        name="email"
        label={t('signUp.email')}
        hint={t('signUp.email.hint')}
        type="email"
        required
        maxLength={320}
        autoComplete="email"
      />
    </Form>
  );
}
