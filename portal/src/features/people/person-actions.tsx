/** What is done with a whole account: another password, disable, delete, restore. */
import type { UserDetail } from '@comptoir/contracts/comptoir/people';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAsk } from '../../ui/ask.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { useMe } from '../account/me.ts';
import { PasswordDialog, type Told } from './password-told.tsx';
import { deleteUser, peopleKey, resetPassword, resetSecondFactors, restoreUser, setActive } from './queries.ts';

type Act = 'resetFactor' | 'reset' | 'disable' | 'enable' | 'delete' | 'restore';

/** Sends one of them; a new password is told once. */
function useAct(user: UserDetail, onTold: (told: Told) => void) {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (act: Act) => {
      if (act === 'reset') onTold({ ...user, password: (await resetPassword(user.id)).password });
      else if (act === 'resetFactor') await resetSecondFactors(user.id);
      else if (act === 'delete') await deleteUser(user.id);
      else if (act === 'restore') await restoreUser(user.id);
      else await setActive(user.id, act === 'enable');
      return act;
    },
    onSuccess: (act) => (act === 'reset' ? undefined : say(t(`users.said.${act}`, { name: user.displayName }))),
    onError: (error) => say(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: peopleKey }),
  });
}

export function PersonActions({ user, mayNot }: { user: UserDetail; mayNot: string | undefined }) {
  const t = useText();
  const own = useMe().user.id === user.id ? t('users.own') : undefined;
  const [told, setTold] = useState<Told>();
  const { ask, question } = useAsk();
  const acting = useAct(user, setTold);
  const act = async (wanted: Act) => {
    const asks = wanted !== 'enable' && wanted !== 'restore';
    const confirmed =
      !asks ||
      (await ask({
        title: t('word.actOf', { act: t(`users.${wanted}`), name: user.displayName }),
        text: t(`users.${wanted}.text`, { name: user.displayName }),
        confirm: t(`users.${wanted}`),
      }));
    if (confirmed) acting.mutate(wanted);
  };
  const button = (wanted: Act, unless: string | undefined) => (
    <ActionButton busy={acting.isPending} unless={mayNot ?? unless} onAct={() => void act(wanted)}>
      {t(`users.${wanted}`)}
    </ActionButton>
  );
  return (
    <>
      {user.state === 'deleted' ? (
        button('restore', undefined)
      ) : (
        <>
          {button('reset', own ? t('users.own.password') : undefined)}
          {user.secondFactor ? button('resetFactor', own) : null}
          {button(user.state === 'active' ? 'disable' : 'enable', own)}
          {button('delete', own)}
        </>
      )}
      {question}
      {told ? <PasswordDialog told={told} onClose={() => setTold(undefined)} /> : null}
    </>
  );
}
