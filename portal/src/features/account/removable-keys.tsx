/** What an application proves itself with, one a line; each is taken back after a question. */
import { useState, type ReactNode } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { useChange } from './use-change.ts';

interface RemovableKeysProps {
  readonly label: string;
  readonly keys: readonly {
    readonly id: string;
    readonly shown: ReactNode;
    /** What its button acts on, for those who cannot see where it stands. */
    readonly name: string;
  }[];
  readonly question: { readonly title: string; readonly text: string };
  /** Said once it is gone. */
  readonly removed: string;
  readonly remove: (id: string) => Promise<unknown>;
}

export function RemovableKeys({ label, keys, question, removed, remove }: RemovableKeysProps) {
  const t = useText();
  const say = useSay();
  const [asked, setAsked] = useState<string>();
  const removing = useChange(remove, () => say(removed));
  return (
    <>
      <ul className="bullets" aria-label={label}>
        {keys.map(({ id, shown, name }) => (
          <li key={id}>
            {shown}{' '}
            <ActionButton size="small" of={name} busy={removing.isPending} onAct={() => setAsked(id)}>
              {t('action.remove')}
            </ActionButton>
          </li>
        ))}
      </ul>
      {asked === undefined ? null : (
        <Confirm
          danger
          {...question}
          confirm={t('action.remove')}
          cancel={t('action.cancel')}
          onConfirm={() => {
            removing.mutate(asked);
            setAsked(undefined);
          }}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
