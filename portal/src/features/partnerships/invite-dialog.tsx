/** A provider invites a reseller: the text is its own to write, the link stays in it. */
import { newInvitation } from '@comptoir/contracts/comptoir/partnerships';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { SelectInput, TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { filled } from '../../ui/form/problems.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Skeleton } from '../../ui/states.tsx';
import type { MadeLink } from './made-link.tsx';
import { useProposedMessage } from './proposed-message.ts';
import { invitationDraftQuery, inviteReseller, type MailLanguage } from './queries.ts';

interface InviteProps {
  readonly onMade: (made: MadeLink) => unknown;
  readonly onClose: () => void;
}

export const useMailLanguages = () => {
  const t = useText();
  return (['fr', 'en'] as const).map((value) => ({ value, label: t(`invite.language.${value}`) }));
};

export const pageLanguage = (): MailLanguage => (document.documentElement.lang.startsWith('fr') ? 'fr' : 'en');

export function InviteDialog(props: InviteProps) {
  const t = useText();
  const [language, setLanguage] = useState(pageLanguage);
  const draft = useQuery({ ...invitationDraftQuery(language), placeholderData: keepPreviousData });
  if (!draft.data) {
    return (
      <Dialog title={t('resellers.invite')} onClose={props.onClose} commands={null}>
        <Skeleton rows={6} />
      </Dialog>
    );
  }
  return <InviteForm {...props} language={language} message={draft.data.message} onLanguage={setLanguage} />;
}

function InviteForm(
  props: InviteProps & { language: MailLanguage; message: string; onLanguage: (language: MailLanguage) => void },
) {
  const t = useText();
  const { language, message, onMade, onClose, onLanguage } = props;
  const form = useForm({
    shape: newInvitation,
    start: { email: '', language: language as string, message },
    body: filled,
    words: { email: t('problems.NotAnEmail') },
    send: async (body) => ({ ...(await inviteReseller(body)), email: body.email }),
    onSent: onMade,
  });
  useProposedMessage(form.hook, message);
  return (
    <FormDialog
      form={form}
      title={t('resellers.invite')}
      submit={t(form.hook.watch('email').trim() === '' ? 'invite.submit' : 'invite.submit.send')}
      onClose={onClose}
    >
      <p>{t('resellers.invite.text')}</p>
      <TextInput form={form} name="email" label={t('invite.email')} hint={t('invite.email.hint')} maxLength={254} />
      <SelectInput
        form={form}
        name="language"
        label={t('invite.language')}
        options={useMailLanguages()}
        onChoice={(value) => onLanguage(value as MailLanguage)}
      />
      <TextInput
        form={form}
        name="message"
        label={t('invite.message')}
        hint={t('invite.message.hint')}
        rows={10}
        required
      />
    </FormDialog>
  );
}
