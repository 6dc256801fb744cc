/** Roles to tick, by name. */
import type { FieldPath, FieldValues } from 'react-hook-form';
import { ChecksInput } from '../../ui/form/checks.tsx';
import type { ContractForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { roleName, useRoles } from './words.tsx';

interface RoleChoiceProps<Values extends FieldValues> {
  readonly form: ContractForm<Values>;
  readonly name: FieldPath<Values>;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  /** What can be ticked. */
  readonly ids: readonly string[];
}

export function RoleChoice<Values extends FieldValues>({ ids, ...field }: RoleChoiceProps<Values>) {
  const t = useText();
  const options = useRoles()(ids).map((role) => ({
    value: role.id,
    label: role.privileged ? `${roleName(role, t)} – ${t('delegation.privileged')}` : roleName(role, t),
  }));
  return <ChecksInput {...field} options={options} />;
}
