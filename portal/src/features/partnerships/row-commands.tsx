/** Commands of a row that take something away: each asks first, and the list is read anew. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAsk } from '../../ui/ask.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';

export interface RowCommand {
  readonly label: string;
  /** What it acts on. */
  readonly of: string;
  readonly text: ReactNode;
  readonly done: string;
  /** Why it cannot be done now. */
  readonly unless?: string | undefined;
  readonly run: () => Promise<unknown>;
}

export function RowCommands(props: { commands: readonly RowCommand[]; listKey: readonly unknown[] }) {
  const t = useText();
  const say = useSay();
  const words = useFaultText();
  const queries = useQueryClient();
  const { ask, question } = useAsk();
  const acting = useMutation({
    mutationFn: async (command: RowCommand) => {
      await command.run();
      say(command.done);
    },
    onError: (error) => say(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: [...props.listKey] }),
  });
  const begin = async (command: RowCommand) => {
    const { of: name, text, label } = command;
    if (await ask({ title: t('word.actOf', { act: label, name }), text, confirm: label })) acting.mutate(command);
  };
  return (
    <>
      {props.commands.map((command) => (
        <ActionButton
          key={command.label}
          size="small"
          of={command.of}
          busy={acting.isPending && acting.variables.label === command.label}
          unless={command.unless}
          onAct={() => void begin(command)}
        >
          {command.label}
        </ActionButton>
      ))}
      {question}
    </>
  );
}
