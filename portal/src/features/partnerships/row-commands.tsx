/** Commands of a row that take something away: each asks first, and the list is read anew. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAsk } from '../../ui/ask.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { useSay } from '../../ui/toast.tsx';

export interface RowCommand {
  readonly label: string;
  /** What it acts on. */
  readonly of: string;
  readonly title: string;
  readonly text: string;
  readonly done: string;
  /** Why it cannot be done now. */
  readonly unless?: string | undefined;
  readonly run: () => Promise<unknown>;
}

export function RowCommands(props: { commands: readonly RowCommand[]; listKey: readonly unknown[] }) {
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
    const { title, text, label: confirm } = command;
    if (await ask({ title, text, confirm })) acting.mutate(command);
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
