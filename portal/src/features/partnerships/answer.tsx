/** How a link that binds two companies is answered: what follows is read, a box is ticked, then it is accepted or declined. */
import { Checkbox } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAsk } from '../../ui/ask.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { Message } from '../../ui/message.tsx';
import { useText } from '../../ui/text.tsx';

interface ConsentWords {
  /** What follows. */
  readonly note: ReactNode;
  readonly box: string;
  /** Why the person may not answer; undefined when it may. */
  readonly mayNot: string | undefined;
}

/** `unless`: why it cannot be accepted yet. */
export function useConsent({ note, box, mayNot }: ConsentWords) {
  const t = useText();
  const [read, setRead] = useState(false);
  const consent = (
    <>
      <Message>{note}</Message>
      <Checkbox label={box} checked={read} onChange={(_, { checked }) => setRead(checked === true)} />
    </>
  );
  return { consent, unless: mayNot ?? (read ? undefined : t('answer.tick')) };
}

interface DeclineProps {
  readonly title: string;
  readonly text: string;
  readonly mayNot: string | undefined;
  readonly run: () => Promise<unknown>;
  readonly onDeclined: () => unknown;
}

/** Says no, once it is confirmed; the link counts no more. */
export function Decline({ title, text, mayNot, run, onDeclined }: DeclineProps) {
  const t = useText();
  const words = useFaultText();
  const { ask, question } = useAsk();
  const declining = useMutation({ mutationFn: run, onSuccess: onDeclined });
  const begin = async () => {
    if (await ask({ title, text, confirm: t('answer.decline') })) declining.mutate();
  };
  return (
    <>
      <ActionButton busy={declining.isPending} unless={mayNot} onAct={() => void begin()}>
        {t('answer.decline')}
      </ActionButton>
      {declining.error ? (
        <Message tone="bad" alert>
          {words(declining.error)}
        </Message>
      ) : null}
      {question}
    </>
  );
}

interface AcceptProps {
  readonly submit: string;
  readonly unless: string | undefined;
  readonly run: () => Promise<unknown>;
  readonly onAccepted: () => unknown;
  /** The other answer. */
  readonly children?: ReactNode;
}

export function Accept({ submit, unless, run, onAccepted, children }: AcceptProps) {
  const words = useFaultText();
  const accepting = useMutation({ mutationFn: run, onSuccess: onAccepted });
  return (
    <>
      {accepting.error ? (
        <Message tone="bad" alert>
          {words(accepting.error)}
        </Message>
      ) : null}
      <div className="commands">
        <ActionButton primary busy={accepting.isPending} unless={unless} onAct={() => accepting.mutate()}>
          {submit}
        </ActionButton>
        {children}
      </div>
    </>
  );
}

/** Why a link cannot be answered. */
export function LinkRefusal({ refusal }: { refusal: { readonly code: string; readonly message: string } }) {
  const t = useText();
  return <Message tone="bad">{t.maybe(`errors.${refusal.code}`) ?? refusal.message}</Message>;
}
