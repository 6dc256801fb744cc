/** A password that a person chooses, typed twice: wherever one is chosen. */
import { TextInput } from '../../ui/form/fields.tsx';
import type { ContractForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import type { FieldPath, FieldValues } from 'react-hook-form';

export const noPassword = { password: '', again: '' };
type Typed = typeof noPassword;

/** What the contract cannot know: that both are the same. */
export function useSamePassword() {
  const t = useText();
  return ({ password, again }: Typed) =>
    password === again ? [] : [{ path: 'again' as const, message: t('password.again.differs') }];
}

interface FieldsProps<Values extends FieldValues & Typed> {
  readonly form: ContractForm<Values>;
  /** What the password is to its owner: the first, or a new one. */
  readonly label: string;
}

export function NewPasswordFields<Values extends FieldValues & Typed>({ form, label }: FieldsProps<Values>) {
  const t = useText();
  const look = { form, type: 'password', autoComplete: 'new-password', required: true } as const;
  return (
    <>
      <TextInput {...look} name={'password' as FieldPath<Values>} label={label} hint={t('password.hint')} />
      <TextInput {...look} name={'again' as FieldPath<Values>} label={t('password.again')} />
    </>
  );
}
