/** A question in the middle of something: the answer is awaited. */
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useText } from './text.tsx';

// The frame asks seldom: it does not carry dialogs.
const Confirm = lazy(() => import('./dialog.tsx').then((dialogs) => ({ default: dialogs.Confirm })));

interface Question {
  readonly title: string;
  readonly text: ReactNode;
  readonly confirm: string;
  /** It takes something away, or cannot be undone; unless said otherwise it does. */
  readonly danger?: boolean;
}

/** `ask` answers true when it is confirmed; `question` stands on the page. */
export function useAsk() {
  const t = useText();
  const [open, setOpen] = useState<Question & { readonly answer: (yes: boolean) => void }>();
  const ask = (question: Question) =>
    new Promise<boolean>((answer) => {
      setOpen({ ...question, answer });
    });
  const end = (yes: boolean) => {
    setOpen(undefined);
    open?.answer(yes);
  };
  const question = open ? (
    <Suspense>
      <Confirm
        title={open.title}
        text={open.text}
        confirm={open.confirm}
        cancel={t('action.cancel')}
        danger={open.danger ?? true}
        onConfirm={() => end(true)}
        onCancel={() => end(false)}
      />
    </Suspense>
  ) : null;
  return { ask, question };
}
