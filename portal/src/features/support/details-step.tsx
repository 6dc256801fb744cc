/** Second step, "Issue details": the prescribed title, the change in words, and the required sections. */
import type { AudienceMoves, PublisherRequestForm } from '@comptoir/contracts/comptoir/publisher-requests';
import type { FormEvent } from 'react';
import { Button } from '@fluentui/react-components';
import { ActionButton } from '../../ui/action-button.tsx';
import { problemAt, TextField, type FieldProblem } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { ChangeChoice } from './change-choice.tsx';
import type { NamedPartner, RequestDraft } from './request-draft.ts';
import { Refusal } from './words.tsx';

interface DetailsStepProps {
  readonly form: PublisherRequestForm;
  readonly moves: AudienceMoves;
  readonly listed: readonly NamedPartner[];
  readonly draft: RequestDraft;
  readonly onChange: (part: Partial<RequestDraft>) => void;
  readonly problems: readonly FieldProblem[];
  readonly error: unknown;
  readonly busy: boolean;
  readonly onBack: () => void;
  readonly onSend: () => void;
}

export function DetailsStep(props: DetailsStepProps) {
  const { form, moves, draft, onChange, problems, error } = props;
  const t = useText();
  const at = (path: string) => problemAt(path, problems, error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    props.onSend();
  };
  return (
    <Section title={t('requestForm.step2')} purpose={t('requestForm.step', { step: 2 })}>
      <form className="form" onSubmit={send} noValidate>
        <Refusal error={error} problems={problems} />
        <p>{t('requestForm.about', { offer: form.offerName })}</p>
        <TextField
          label={t('requestForm.title')}
          hint={t('requestForm.title.hint', { title: form.titles[t.language] })}
          value={draft.title}
          onChange={(title) => onChange({ title })}
          required
          maxLength={200}
          problem={at('title')}
        />
        <ChangeChoice moves={moves} listed={props.listed} draft={draft} onChange={onChange} problem={at('change')} />
        <TextField
          label={t('requestForm.description')}
          hint={t('requestForm.description.hint')}
          value={draft.description}
          onChange={(description) => onChange({ description })}
          required
          rows={5}
          maxLength={5000}
          problem={at('description')}
        />
        <Contact draft={draft} onChange={onChange} at={at} />
        <div className="form-foot">
          <ActionButton
            primary
            submit
            busy={props.busy}
            unless={moves.openRequest ? t('offerMoves.open.already') : undefined}
          >
            {t('requestForm.send')}
          </ActionButton>
          <Button onClick={props.onBack}>{t('requestForm.back')}</Button>
        </div>
      </form>
    </Section>
  );
}

function Contact(props: Pick<DetailsStepProps, 'draft' | 'onChange'> & { at: (path: string) => string | undefined }) {
  const t = useText();
  const { contact } = props.draft;
  const change = (part: Partial<RequestDraft['contact']>) => props.onChange({ contact: { ...contact, ...part } });
  return (
    <fieldset>
      <legend>{t('requestForm.contact')}</legend>
      <TextField
        label={t('requestForm.contact.name')}
        value={contact.name}
        onChange={(name) => change({ name })}
        required
        maxLength={255}
        autoComplete="name"
        problem={props.at('contact.name')}
      />
      <TextField
        label={t('requestForm.contact.email')}
        type="email"
        value={contact.email}
        onChange={(email) => change({ email })}
        required
        maxLength={255}
        autoComplete="email"
        problem={props.at('contact.email')}
      />
      <TextField
        label={t('requestForm.contact.phone')}
        type="tel"
        value={contact.phone}
        onChange={(phone) => change({ phone })}
        maxLength={20}
        autoComplete="tel"
        problem={props.at('contact.phone')}
      />
    </fieldset>
  );
}
