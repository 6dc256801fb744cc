/** The roles of a person: directory roles and agent groups, each a box to tick. */
import { userRoles, type UserDetail } from '@comptoir/contracts/comptoir/people';
import { useQueryClient } from '@tanstack/react-query';
import type { FieldPath, FieldValues } from 'react-hook-form';
import { CheckInput } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/layout.tsx';
import { useForm, type ContractForm } from '../../ui/form/use-form.ts';
import { Message } from '../../ui/message.tsx';
import { Section } from '../../ui/page.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { meQuery } from '../account/me.ts';
import { changeRoles, peopleKey } from './queries.ts';
import { agentRoles, directoryRoles, roleText, type RoleName } from './words.tsx';

export type Ticked = Record<RoleName, boolean>;

const allRoles: readonly RoleName[] = [...directoryRoles, ...agentRoles];

export const tickedOf = (roles: readonly RoleName[]) =>
  Object.fromEntries(allRoles.map((role) => [role, roles.includes(role)])) as Ticked;
export const rolesOf = (ticked: Ticked) => allRoles.filter((role) => ticked[role]);

interface BoxesProps<Values extends FieldValues> {
  readonly form: ContractForm<Values>;
  readonly roles: readonly RoleName[];
  /** Name of a role's field. */
  readonly nameOf: (role: RoleName) => FieldPath<Values>;
}

/** The roles that there are here, directory roles before agent groups. */
export function RoleBoxes<Values extends FieldValues>({ form, roles, nameOf }: BoxesProps<Values>) {
  const t = useText();
  const groups = [
    { legend: t('users.roles.directory'), among: directoryRoles },
    { legend: t('users.roles.agents'), among: agentRoles },
  ];
  const none = roles.every((role) => !form.hook.watch(nameOf(role)));
  return (
    <>
      {groups.map(({ legend, among }) => {
        const shown = among.filter((role) => roles.includes(role));
        if (shown.length === 0) return null;
        return (
          <fieldset key={legend}>
            <legend>{legend}</legend>
            {shown.map((role) => (
              <CheckInput key={role} form={form} name={nameOf(role)} label={roleText(t, role)} />
            ))}
          </fieldset>
        );
      })}
      {none ? <Message>{t('users.noRole.may')}</Message> : null}
    </>
  );
}

export function RolesForm({ user, mayNot }: { user: UserDetail; mayNot: string | undefined }) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const form = useForm({
    shape: userRoles,
    start: tickedOf(user.roles),
    body: (ticked: Ticked) => ({ roles: rolesOf(ticked) }),
    send: ({ roles }) => changeRoles(user.id, roles),
    onSent: async () => {
      say(t('users.roles.saved'));
      await Promise.all([
        queries.invalidateQueries({ queryKey: peopleKey }),
        queries.invalidateQueries({ queryKey: meQuery.queryKey }),
      ]);
    },
  });
  const roles = [...new Set([...user.rolesHere, ...user.roles])];
  return (
    <Section title={t('users.roles')} purpose={t('users.roles.purpose')}>
      <Form form={form} submit={t('action.update')} unless={mayNot} edits>
        <RoleBoxes form={form} roles={roles} nameOf={(role) => role} />
      </Form>
    </Section>
  );
}
