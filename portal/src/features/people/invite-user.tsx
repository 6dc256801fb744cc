/** Somebody is invited into the organisation by mail, with roles. */
import { newUserInvitation } from '@comptoir/contracts/comptoir/user-invitations';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { SelectInput, TextInput } from '../../ui/form/fields.tsx';
import { FormDialog } from '../../ui/form/layout.tsx';
import { filled } from '../../ui/form/problems.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { useMay, useMe } from '../account/me.ts';
import { useLanguages } from './person-form.tsx';
import { inviteUser, peopleKey } from './queries.ts';
import { RoleBoxes, rolesOf, tickedOf, type Ticked } from './roles-form.tsx';

export function InviteUser() {
  const t = useText();
  const mayNot = useMay('users.manage') ? undefined : t('users.mayNot');
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActionButton unless={mayNot} onAct={() => setOpen(true)}>
        {t('userInvitations.invite')}
      </ActionButton>
      {open ? <InviteDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const me = useMe();
  const say = useSay();
  const queries = useQueryClient();
  const form = useForm({
    shape: newUserInvitation,
    start: { email: '', displayName: '', language: t.language as string, roles: tickedOf([]) as Ticked },
    body: ({ roles, ...values }) => ({ ...(filled(values) as object), roles: rolesOf(roles) }),
    words: { email: t('form.wrong.email') },
    refusedAt: { AddressKnown: 'email', UserInvitationOpen: 'email' },
    send: async (body) => {
      await inviteUser(body);
      return body.email;
    },
    onSent: async (email) => {
      say(t('userInvitations.sent', { email }));
      onClose();
      await queries.invalidateQueries({ queryKey: peopleKey });
    },
  });
  return (
    <FormDialog
      form={form}
      title={t('userInvitations.invite')}
      submit={t('userInvitations.invite.submit')}
      onClose={onClose}
    >
      <p>{t('userInvitations.invite.text')}</p>
      <TextInput
        form={form}
        name="email"
        type="email"
        label={t('userInvitations.email')}
        hint={t('userInvitations.email.hint')}
        required
        maxLength={254}
      />
      <TextInput
        form={form}
        name="displayName"
        label={t('users.fullName')}
        hint={t('userInvitations.name.hint')}
        maxLength={256}
      />
      <SelectInput form={form} name="language" label={t('users.language')} options={useLanguages()} />
      <RoleBoxes form={form} roles={me.rolesHere} nameOf={(role) => `roles.${role}`} />
    </FormDialog>
  );
}
