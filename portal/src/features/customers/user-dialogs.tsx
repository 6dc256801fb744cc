/** A new person of a customer, and another password for one. */
import { newCustomerUser, passwordReset } from '@comptoir/contracts/partner-center/customer-users';
import { SelectInput, TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { filled } from '../../ui/form/problems.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { useCountries } from '../reference/use-countries.ts';
import { addUser, resetPassword } from './users.ts';

interface DialogProps {
  readonly customerId: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const empty = { displayName: '', firstName: '', lastName: '', userPrincipalName: '', usageLocation: '', password: '' };
const passwordField = (path: string) => (path.startsWith('passwordProfile') ? ('password' as const) : undefined);

export function AddUserDialog({ customerId, domain, onDone, onClose }: DialogProps & { domain: string }) {
  const t = useText();
  const form = useForm({
    shape: newCustomerUser,
    start: empty,
    body: ({ password, ...user }) => filled({ ...user, passwordProfile: { password, forceChangePassword: true } }),
    fieldOf: passwordField,
    refusedAt: {
      UserNameTaken: 'userPrincipalName',
      UserNameForeign: 'userPrincipalName',
      PasswordRefused: 'password',
    },
    send: (body) => addUser(customerId, body),
    onSent: onDone,
  });
  return (
    <FormDialog form={form} title={t('customerUsers.add')} submit={t('customerUsers.add')} onClose={onClose}>
      <TextInput form={form} name="displayName" label={t('customerUsers.name')} required maxLength={200} />
      <div className="field-row">
        <TextInput form={form} name="firstName" label={t('customerUsers.firstName')} maxLength={100} />
        <TextInput form={form} name="lastName" label={t('customerUsers.lastName')} maxLength={100} />
      </div>
      <TextInput
        form={form}
        name="userPrincipalName"
        label={t('customerUsers.userName')}
        hint={t('customerUsers.userName.hint', { domain })}
        required
        maxLength={200}
      />
      <SelectInput
        form={form}
        name="usageLocation"
        label={t('customerUsers.location')}
        hint={t('licences.location.hint')}
        none={t('licences.location.none')}
        options={useCountries()}
      />
      <TextInput
        form={form}
        name="password"
        type="password"
        label={t('customerUsers.password')}
        hint={t('customerUsers.password.hint')}
        required
      />
    </FormDialog>
  );
}

interface ResetProps extends DialogProps {
  readonly user: { readonly id: string; readonly displayName: string };
}

export function ResetPasswordDialog({ customerId, user, onDone, onClose }: ResetProps) {
  const t = useText();
  const form = useForm({
    shape: passwordReset,
    start: { password: '' },
    body: ({ password }) => ({ passwordProfile: { password, forceChangePassword: true } }),
    fieldOf: passwordField,
    refusedAt: { PasswordRefused: 'password' },
    send: ({ passwordProfile }) => resetPassword(customerId, user.id, passwordProfile.password),
    onSent: onDone,
  });
  return (
    <FormDialog
      form={form}
      title={t('word.actOf', { act: t('customerUsers.reset'), name: user.displayName })}
      submit={t('customerUsers.reset')}
      onClose={onClose}
    >
      <TextInput
        form={form}
        name="password"
        type="password"
        label={t('customerUsers.password')}
        hint={t('customerUsers.password.hint')}
        required
      />
    </FormDialog>
  );
}
