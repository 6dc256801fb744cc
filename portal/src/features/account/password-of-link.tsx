/** The password that a link in a mail lets its reader choose: of a new account, or anew. */
import type { z } from 'zod';
import { Form } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { NewPasswordFields, noPassword, useSamePassword } from './new-password-fields.tsx';

interface PasswordOfLinkProps<Shape extends z.ZodType> {
  readonly token: string;
  /** The contract of what is sent: the token and the password. */
  readonly shape: Shape;
  readonly send: (body: z.output<Shape>) => Promise<{ readonly userPrincipalName: string }>;
  readonly label: string;
  readonly submit: string;
  /** The name one signs in with from now on. */
  readonly onSet: (userPrincipalName: string) => void;
}

export function PasswordOfLink<Shape extends z.ZodType>(props: PasswordOfLinkProps<Shape>) {
  const form = useForm({
    shape: props.shape,
    start: { ...noPassword },
    body: ({ password }) => ({ token: props.token, password }),
    check: useSamePassword(),
    send: props.send,
    onSent: ({ userPrincipalName }) => props.onSet(userPrincipalName),
  });
  return (
    <Form form={form} submit={props.submit}>
      <div className="field-row">
        <NewPasswordFields form={form} label={props.label} />
      </div>
    </Form>
  );
}
