/** A change that waits for a step on the publisher's site: its link, and a way to take the change back (SUB-18, CAN-06). */
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { askRaw } from '../../api/client.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ProblemSummary } from '../../ui/form/problem-summary.tsx';
import { Message } from '../../ui/message.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';

interface StepProps {
  /** What is asked, as its operation names it. */
  readonly action: string;
  readonly until: string;
  readonly publisher: string;
  /** The publisher's page. */
  readonly link: ReactNode;
  /** Of the subscription, in our own API. */
  readonly path: string;
  readonly mayNot: string | undefined;
  readonly onTakenBack: () => Promise<unknown>;
}

export function StepFirst({ action, until, publisher, link, path, mayNot, onTakenBack }: StepProps) {
  const t = useText();
  const say = useSay();
  const takeBack = useMutation({
    mutationFn: () => askRaw(`${path}/pending-change`, { method: 'DELETE' }),
    onSuccess: async () => {
      say(t('step.takenBack'));
      await onTakenBack();
    },
  });
  const values = { publisher, day: t.formats.day(until) };
  return (
    <>
      <ProblemSummary error={takeBack.error} />
      <Message
        commands={
          <>
            {link}
            <ActionButton subtle busy={takeBack.isPending} unless={mayNot} onAct={() => takeBack.mutate()}>
              {t('step.takeBack')}
            </ActionButton>
          </>
        }
      >
        {t.maybe(`step.${action}`, values) ?? t('step.ChangeQuantity', values)}
      </Message>
    </>
  );
}
