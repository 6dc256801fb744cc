/** Second step, "Issue details": the prescribed title, the change in words, and the required sections. */
import { Button } from '@fluentui/react-components';
import type { AudienceTransitions, PublisherRequestForm } from '@comptoir/contracts/comptoir/publisher-requests';
import { TextInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import type { ContractForm } from '../../ui/form/use-form.ts';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { ChangeChoice } from './change-choice.tsx';
import type { NamedPartner, RequestDraft } from './request-draft.ts';
import { RefusalRule } from './words.tsx';

interface DetailsStepProps {
  readonly filledIn: PublisherRequestForm;
  readonly transitions: AudienceTransitions;
  readonly listed: readonly NamedPartner[];
  readonly form: ContractForm<RequestDraft>;
  readonly onBack: () => void;
}

export function DetailsStep({ filledIn, transitions, listed, form, onBack }: DetailsStepProps) {
  const t = useText();
  return (
    <Section title={t('requestForm.step2')} purpose={t('requestForm.step', { step: 2 })}>
      <Form
        form={form}
        submit={t('requestForm.send')}
        unless={transitions.openRequest ? t('offerTransitions.open.already') : undefined}
        beside={<Button onClick={onBack}>{t('requestForm.back')}</Button>}
      >
        <RefusalRule error={form.error} />
        <p>{t('requestForm.about', { offer: filledIn.offerName })}</p>
        <TextInput
          form={form}
          name="title"
          label={t('requestForm.title')}
          hint={t('requestForm.title.hint', { title: filledIn.titles[t.language] })}
          required
          maxLength={200}
        />
        <ChangeChoice transitions={transitions} listed={listed} form={form} />
        <TextInput
          form={form}
          name="description"
          label={t('requestForm.description')}
          hint={t('requestForm.description.hint')}
          required
          rows={5}
          maxLength={5000}
        />
        <Contact form={form} />
      </Form>
    </Section>
  );
}

function Contact({ form }: Pick<DetailsStepProps, 'form'>) {
  const t = useText();
  return (
    <fieldset>
      <legend>{t('requestForm.contact')}</legend>
      <TextInput
        form={form}
        name="contact.name"
        label={t('requestForm.contact.name')}
        required
        maxLength={255}
        autoComplete="name"
      />
      <TextInput
        form={form}
        name="contact.email"
        label={t('requestForm.contact.email')}
        type="email"
        required
        maxLength={255}
        autoComplete="email"
      />
      <TextInput
        form={form}
        name="contact.phone"
        label={t('requestForm.contact.phone')}
        type="tel"
        maxLength={20}
        autoComplete="tel"
      />
    </fieldset>
  );
}
