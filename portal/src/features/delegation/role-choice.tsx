/** Roles to tick, by name. */
import { Checkbox, Field } from '@fluentui/react-components';
import type { FieldPath, FieldValues } from 'react-hook-form';
import { useField } from '../../ui/form/fields.tsx';
import type { ContractForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { roleName, useRoles } from './words.tsx';

interface RoleChoiceProps<Values extends FieldValues> {
  readonly form: ContractForm<Values>;
  readonly name: FieldPath<Values>;
  readonly label: string;
  readonly hint?: string;
  /** What can be ticked. */
  readonly ids: readonly string[];
}

export function RoleChoice<Values extends FieldValues>(props: RoleChoiceProps<Values>) {
  const t = useText();
  const roles = useRoles()(props.ids);
  const { value, change, problem } = useField(props);
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const turn = (id: string, on: boolean) => change(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <Field
      // Of the label only: each box would carry the mark of a required field.
      label={{ children: props.label, required: true }}
      {...(props.hint ? { hint: props.hint } : {})}
      {...(problem ? { validationMessage: problem, validationState: 'error' as const } : {})}
    >
      <fieldset className="check-list" aria-label={props.label}>
        {roles.map((role) => (
          <Checkbox
            key={role.id}
            label={role.privileged ? `${roleName(role, t)} – ${t('delegation.privileged')}` : roleName(role, t)}
            checked={chosen.includes(role.id)}
            onChange={(_, data) => turn(role.id, data.checked === true)}
          />
        ))}
      </fieldset>
    </Field>
  );
}
