/** Primary contact and the contact for customers. */
import { RadioInput, TextInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import type { ContractForm } from '../../ui/form/use-form.ts';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { useDraftForm, type Draft } from './use-draft-form.ts';
import type { StepProps } from './steps.ts';

export function ContactStep(props: StepProps) {
  const t = useText();
  const form = useDraftForm(props);
  return (
    <Section title={t('enrolment.step.contacts')}>
      <Form form={form} submit={t('enrolment.saveAndGoOn')}>
        {props.enrolment.shortPath ? <p>{t('enrolment.shortPath')}</p> : <PrimaryContact form={form} />}
        <SupportContact form={form} />
      </Form>
    </Section>
  );
}

function PrimaryContact({ form }: { form: ContractForm<Draft> }) {
  const t = useText();
  return (
    <fieldset>
      <legend>{t('enrolment.primaryContact')}</legend>
      <p className="quiet">{t('enrolment.primaryContact.text')}</p>
      <div className="field-row">
        <TextInput
          form={form}
          name="profile.primaryContact.firstName"
          label={t('newCustomer.firstName')}
          required
          maxLength={100}
        />
        <TextInput
          form={form}
          name="profile.primaryContact.lastName"
          label={t('newCustomer.lastName')}
          required
          maxLength={100}
        />
      </div>
      <TextInput
        form={form}
        name="profile.primaryContact.email"
        label={t('newCustomer.email')}
        hint={t('enrolment.email.hint')}
        type="email"
        required
        maxLength={320}
      />
      <TextInput
        form={form}
        name="profile.primaryContact.phoneNumber"
        label={t('newCustomer.phoneNumber')}
        type="tel"
        required
        maxLength={50}
      />
      <RadioInput
        form={form}
        name="profile.primaryContact.language"
        label={t('enrolment.language')}
        options={[
          { value: 'fr', label: 'Français' },
          { value: 'en', label: 'English' },
        ]}
      />
    </fieldset>
  );
}

function SupportContact({ form }: { form: ContractForm<Draft> }) {
  const t = useText();
  return (
    <fieldset>
      <legend>{t('enrolment.supportContact')}</legend>
      <p className="quiet">{t('enrolment.supportContact.text')}</p>
      <TextInput
        form={form}
        name="profile.supportContact.email"
        label={t('enrolment.supportContact.email')}
        type="email"
        required
        maxLength={320}
      />
      <TextInput
        form={form}
        name="profile.supportContact.phoneNumber"
        label={t('enrolment.supportContact.phoneNumber')}
        type="tel"
        required
        maxLength={50}
      />
      <TextInput
        form={form}
        name="profile.supportContact.website"
        label={t('enrolment.supportContact.website')}
        type="url"
        maxLength={2048}
      />
    </fieldset>
  );
}
