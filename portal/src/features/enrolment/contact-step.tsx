/** Primary contact and the contact for customers. */
import type { ReactNode } from 'react';
import { RadioInput, TextInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import type { ContractForm } from '../../ui/form/use-form.ts';
import { Section } from '../../ui/page.tsx';
import { useText, type TextId } from '../../ui/text.tsx';
import { useDraftForm, type Draft } from './use-draft-form.ts';
import { SaveForLater } from './save-for-later.tsx';
import type { StepProps } from './steps.ts';

const ofPrimary = (['firstName', 'lastName', 'email', 'phoneNumber'] as const).map(
  (member) => `profile.primaryContact.${member}` as const,
);
const ofSupport = (['email', 'phoneNumber'] as const).map((member) => `profile.supportContact.${member}` as const);

export function ContactStep(props: StepProps) {
  const t = useText();
  const form = useDraftForm(props, 'contacts', props.enrolment.shortPath ? ofSupport : [...ofPrimary, ...ofSupport]);
  return (
    <Section title={t('enrolment.step.contacts')}>
      <Form form={form} submit={t('enrolment.saveAndGoOn')} beside={<SaveForLater form={form} />}>
        {props.enrolment.shortPath ? (
          <p>{t('enrolment.shortPath')}</p>
        ) : (
          <Contact form={form} of="primaryContact">
            <RadioInput
              form={form}
              name="profile.primaryContact.language"
              label={t('enrolment.language')}
              options={[
                { value: 'fr', label: 'Français' },
                { value: 'en', label: 'English' },
              ]}
            />
          </Contact>
        )}
        <Contact form={form} of="supportContact" />
      </Form>
    </Section>
  );
}

interface ContactField {
  readonly member: string;
  readonly label: TextId;
  readonly type?: 'email' | 'tel' | 'url';
  readonly hint?: TextId;
  readonly optional?: true;
  readonly maxLength: number;
}

const fields = {
  primaryContact: [
    { member: 'firstName', label: 'newCustomer.firstName', maxLength: 100 },
    { member: 'lastName', label: 'newCustomer.lastName', maxLength: 100 },
    { member: 'email', label: 'newCustomer.email', hint: 'enrolment.email.hint', type: 'email', maxLength: 320 },
    { member: 'phoneNumber', label: 'newCustomer.phoneNumber', type: 'tel', maxLength: 50 },
  ],
  supportContact: [
    { member: 'email', label: 'enrolment.supportContact.email', type: 'email', maxLength: 320 },
    { member: 'phoneNumber', label: 'enrolment.supportContact.phoneNumber', type: 'tel', maxLength: 50 },
    { member: 'website', label: 'enrolment.supportContact.website', type: 'url', optional: true, maxLength: 2048 },
  ],
} as const satisfies Record<string, readonly ContactField[]>;

interface ContactProps {
  readonly form: ContractForm<Draft>;
  readonly of: keyof typeof fields;
  readonly children?: ReactNode;
}

function Contact({ form, of, children }: ContactProps) {
  const t = useText();
  const shown: readonly ContactField[] = fields[of];
  return (
    <fieldset>
      <legend>{t(`enrolment.${of}`)}</legend>
      <p className="quiet">{t(`enrolment.${of}.text`)}</p>
      <div className="field-row">
        {shown.map(({ member, label, hint, type, optional, maxLength }) => (
          <TextInput
            key={member}
            form={form}
            name={`profile.${of}.${member}` as 'profile.primaryContact.email'}
            label={t(label)}
            {...(hint ? { hint: t(hint) } : {})}
            {...(type ? { type } : {})}
            required={optional !== true}
            maxLength={maxLength}
          />
        ))}
      </div>
      {children}
    </fieldset>
  );
}
