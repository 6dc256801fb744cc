/** Another password; every other sign-in ends with it. */
import { changePasswordRequest } from '@comptoir/contracts/comptoir/account';
import { useQueryClient } from '@tanstack/react-query';
import { TextInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { NewPasswordFields, noPassword, useSamePassword } from './new-password-fields.tsx';
import { changePassword, signInsQuery } from './queries.ts';

const empty = { currentPassword: '', ...noPassword };

export function PasswordForm() {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const form = useForm({
    shape: changePasswordRequest,
    start: empty,
    startsAnew: true,
    // A space at an end belongs to a password.
    body: ({ currentPassword, password }) => ({ currentPassword, password }),
    check: useSamePassword(),
    refusedAt: { PasswordWrong: 'currentPassword' },
    send: changePassword,
    onSent: async () => {
      say(t('password.changed'));
      await queries.invalidateQueries({ queryKey: signInsQuery.queryKey });
    },
  });
  return (
    <Section title={t('password.title')} purpose={t('password.purpose')}>
      <Form form={form} submit={t('password.change')}>
        <div className="field-row">
          <TextInput
            form={form}
            name="currentPassword"
            type="password"
            autoComplete="current-password"
            label={t('password.current')}
            required
          />
          <NewPasswordFields form={form} label={t('password.new')} />
        </div>
      </Form>
    </Section>
  );
}
