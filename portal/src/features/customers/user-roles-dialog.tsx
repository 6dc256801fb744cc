/** Which directory roles a person of a customer has, over Partner Center v1. */
import { directoryRoles, userMember } from '@comptoir/contracts/partner-center/customer-users';
import { Button } from '@fluentui/react-components';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { ask, askRaw } from '../../api/client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { Loaded } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { RoleChoice } from '../delegation/role-choice.tsx';
import { customerPath } from './queries.ts';
import { userPath, usersKey } from './users.ts';

interface RolesDialogProps {
  readonly customerId: string;
  readonly user: { readonly id: string; readonly displayName: string };
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const idsAt = async (path: string) => (await ask(path, directoryRoles)).items.map(({ id }) => id);
const rolesOf = (customerId: string) => `${customerPath(customerId)}/directoryroles`;

/** Ids of the roles that people of a customer can have, and of those that one has. */
const userRolesQuery = (customerId: string, userId: string) =>
  queryOptions({
    queryKey: [...usersKey(customerId), userId, 'roles'],
    queryFn: async () => {
      const [all, held] = await Promise.all([
        idsAt(rolesOf(customerId)),
        idsAt(`${userPath(customerId, userId)}/directoryroles`),
      ]);
      return { all, held };
    },
    // Somebody else may have changed them since.
    staleTime: 0,
  });

/** What is given comes first: whoever exchanges one role for another is never without both. */
async function changeRoles(customerId: string, userId: string, held: readonly string[], wanted: readonly string[]) {
  const members = (roleId: string) => `${rolesOf(customerId)}/${roleId}/usermembers`;
  for (const roleId of wanted.filter((one) => !held.includes(one)))
    await ask(members(roleId), userMember, { method: 'POST', body: { id: userId } });
  for (const roleId of held.filter((one) => !wanted.includes(one)))
    await askRaw(`${members(roleId)}/${encodeURIComponent(userId)}`, { method: 'DELETE' });
}

export function UserRolesDialog(props: RolesDialogProps) {
  const t = useText();
  const query = useQuery(userRolesQuery(props.customerId, props.user.id));
  if (query.data && !query.isFetching) return <RolesForm {...props} {...query.data} />;
  return (
    <Dialog
      title={titleOf(t, props.user.displayName)}
      commands={<Button onClick={props.onClose}>{t('action.close')}</Button>}
      onClose={props.onClose}
      light
    >
      <Loaded query={query}>{() => null}</Loaded>
    </Dialog>
  );
}

const titleOf = (t: ReturnType<typeof useText>, name: string) =>
  t('word.actOf', { act: t('customerUsers.roles'), name });

const shape = z.object({ roleIds: z.array(z.guid()) });

function RolesForm({
  customerId,
  user,
  all,
  held,
  onDone,
  onClose,
}: RolesDialogProps & { all: readonly string[]; held: readonly string[] }) {
  const t = useText();
  const form = useForm({
    shape,
    start: { roleIds: [...held] },
    send: ({ roleIds }) => changeRoles(customerId, user.id, held, roleIds),
    onSent: onDone,
  });
  return (
    <FormDialog form={form} title={titleOf(t, user.displayName)} submit={t('action.update')} edits onClose={onClose}>
      <RoleChoice
        form={form}
        name="roleIds"
        label={t('customerUsers.roles')}
        hint={t('customerUsers.roles.hint')}
        ids={all}
      />
    </FormDialog>
  );
}
