/** Stands over a page whose session has ended: the person signs in beside it, and nothing that was typed is lost. */
import { Button } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { noteEnded } from '../../api/ended.ts';
import { signInAgain, signOut } from '../../api/session.ts';
import { paths } from '../../paths.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { useText } from '../../ui/text.tsx';

export function SessionEnded() {
  const t = useText();
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: signInAgain,
    onSuccess: async (samePerson) => {
      // Another person must not go on in what this one sees.
      if (!samePerson) return location.assign(paths.home);
      noteEnded(false);
      return queries.invalidateQueries();
    },
  });
  return (
    <Dialog
      title={t('session.ended')}
      commands={
        <>
          <Button onClick={() => void signOut()}>{t('session.leave')}</Button>
          <ActionButton primary busy={again.isPending} onAct={() => again.mutate()}>
            {t('action.signIn')}
          </ActionButton>
        </>
      }
    >
      <p>{t('session.ended.text')}</p>
      {again.error ? <p role="alert">{t('session.notAgain')}</p> : null}
    </Dialog>
  );
}
