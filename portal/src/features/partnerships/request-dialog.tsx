/** A partner asks a customer for a reseller relationship; a reseller asks for its provider in the same acceptance. */
import { newRelationshipRequest } from '@comptoir/contracts/comptoir/relationships';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckInput, SelectInput, TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { filled } from '../../ui/form/problems.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { Skeleton } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { pageLanguage, useMailLanguages } from './invite-dialog.tsx';
import type { MadeLink } from './made-link.tsx';
import { useProposedMessage } from './proposed-message.ts';
import { requestDraftQuery, requestRelationship, type MailLanguage } from './queries.ts';

interface RequestProps {
  /** The provider that a reseller asks for too. */
  readonly provider?: { readonly tenantId: string; readonly name: string } | undefined;
  readonly onMade: (made: MadeLink) => unknown;
  readonly onClose: () => void;
}

export function RequestDialog(props: RequestProps) {
  const t = useText();
  const [language, setLanguage] = useState(pageLanguage);
  const [delegated, setDelegated] = useState(false);
  const asked = requestDraftQuery(language, delegated, props.provider?.tenantId);
  const draft = useQuery({ ...asked, placeholderData: keepPreviousData });
  const title = t(props.provider ? 'providers.invite' : 'request.ask');
  if (!draft.data) {
    return (
      <Dialog title={title} onClose={props.onClose} commands={null}>
        <Skeleton rows={6} />
      </Dialog>
    );
  }
  return (
    <RequestForm
      {...props}
      {...{ title, language }}
      message={draft.data.message}
      onLanguage={setLanguage}
      onDelegated={setDelegated}
    />
  );
}

interface RequestFormProps extends RequestProps {
  readonly title: string;
  readonly language: MailLanguage;
  readonly message: string;
  readonly onLanguage: (language: MailLanguage) => void;
  readonly onDelegated: (delegated: boolean) => void;
}

function RequestForm({ provider, onMade, onClose, ...props }: RequestFormProps) {
  const t = useText();
  const form = useForm({
    shape: newRelationshipRequest,
    start: { email: '', language: props.language as string, delegatedAccess: false, message: props.message },
    body: (values) => filled({ ...values, providerTenantId: provider?.tenantId ?? '' }),
    words: { email: t('problems.NotAnEmail') },
    send: async (body) => ({ ...(await requestRelationship(body)), email: body.email }),
    onSent: onMade,
  });
  useProposedMessage(form.hook, props.message);
  const delegated = form.hook.watch('delegatedAccess');
  const { onDelegated } = props;
  useEffect(() => onDelegated(delegated), [onDelegated, delegated]);
  return (
    <FormDialog
      form={form}
      title={props.title}
      submit={t(form.hook.watch('email').trim() === '' ? 'invite.submit' : 'invite.submit.send')}
      onClose={onClose}
    >
      <p>{provider ? t('providers.invite.text', { provider: provider.name }) : t('request.text')}</p>
      <TextInput
        form={form}
        name="email"
        label={t('request.email')}
        hint={t(provider ? 'request.email.needed' : 'invite.email.hint')}
        required={provider !== undefined}
        maxLength={254}
      />
      <CheckInput
        form={form}
        name="delegatedAccess"
        label={t('request.delegated')}
        hint={t('request.delegated.hint')}
      />
      <SelectInput
        form={form}
        name="language"
        label={t('invite.language')}
        options={useMailLanguages()}
        onChoice={(value) => props.onLanguage(value as MailLanguage)}
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
