/** Which groups of the provider hold which roles here. */
import { Checkbox } from '@fluentui/react-components';
import type { FieldPath, FieldValues } from 'react-hook-form';
import { ActionButton } from '../../ui/action-button.tsx';
import { useField } from '../../ui/form/fields.tsx';
import { TextField } from '../../ui/form/text-field.tsx';
import type { ContractForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { roleText, type RoleName } from '../people/words.tsx';

export interface GroupRow {
  readonly group: string;
  readonly roles: readonly RoleName[];
}

interface GroupRowsProps<Values extends FieldValues> {
  readonly form: ContractForm<Values>;
  readonly name: FieldPath<Values>;
  readonly rolesHere: readonly RoleName[];
}

export function GroupRows<Values extends FieldValues>({ form, name, rolesHere }: GroupRowsProps<Values>) {
  const t = useText();
  const label = t('identityProvider.groups');
  const { value, change, problem } = useField({ form, name, label });
  const rows = value as readonly GroupRow[];
  const replace = (at: number, row: GroupRow) => change(rows.map((one, index) => (index === at ? row : one)));
  return (
    <>
      {problem ? <p role="alert">{problem}</p> : null}
      {rows.map((row, at) => (
        // Rows have no name of their own until one is typed.
        <fieldset key={at} className="stack">
          <legend>{row.group || t('identityProvider.groups.new')}</legend>
          <TextField
            label={t('identityProvider.groups.name')}
            hint={t('identityProvider.groups.name.hint')}
            value={row.group}
            required
            maxLength={200}
            onChange={(group) => replace(at, { ...row, group })}
          />
          <fieldset className="commands" aria-label={t('users.roles')}>
            {rolesHere.map((role) => (
              <Checkbox
                key={role}
                label={roleText(t, role)}
                checked={row.roles.includes(role)}
                onChange={(_, data) =>
                  replace(at, {
                    ...row,
                    roles: data.checked === true ? [...row.roles, role] : row.roles.filter((one) => one !== role),
                  })
                }
              />
            ))}
          </fieldset>
          <div>
            <ActionButton size="small" of={row.group} onAct={() => change(rows.filter((_, index) => index !== at))}>
              {t('action.remove')}
            </ActionButton>
          </div>
        </fieldset>
      ))}
      <div>
        <ActionButton onAct={() => change([...rows, { group: '', roles: [] }])}>
          {t('identityProvider.groups.add')}
        </ActionButton>
      </div>
    </>
  );
}
