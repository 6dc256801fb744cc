import { forgottenPassword } from '@comptoir/contracts/comptoir/password-reset';
import { useState } from 'react';
import { forgetPassword } from '../features/account/queries.ts';
import { paths } from '../paths.ts';
import { TextInput } from '../ui/form/fields.tsx';
import { Form } from '../ui/form/layout.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { Message } from '../ui/message.tsx';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';

/** Asks for a link by mail. Public; it tells nothing of who has an account. */
export function ForgottenPasswordPage() {
  const t = useText();
  const [sent, setSent] = useState('');
  return (
    <Page
      title={t('forgotten.title')}
      purpose={t('forgotten.purpose')}
      crumbs={[{ label: t('action.signIn'), to: paths.signIn }]}
    >
      {sent ? (
        <Message tone="good" alert>
          {t('forgotten.sent', { name: sent })}
        </Message>
      ) : (
        <NameForm onSent={setSent} />
      )}
    </Page>
  );
}

function NameForm(props: { onSent: (name: string) => void }) {
  const t = useText();
  const form = useForm({
    shape: forgottenPassword,
    start: { userName: '' },
    send: async (body) => {
      await forgetPassword(body);
      return body.userName;
    },
    onSent: props.onSent,
  });
  return (
    <Form form={form} submit={t('forgotten.submit')}>
      <TextInput
        form={form}
        name="userName"
        label={t('forgotten.name')}
        hint={t('forgotten.name.hint')}
        autoComplete="username"
        required
        maxLength={254}
      />
    </Form>
  );
}
