/** One short confirmation at a time, announced politely; it never covers what is being worked on, nor what is wrong. */
import { createContext, use, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';

interface Saying {
  readonly say: (message: string) => void;
  /** More or fewer problems are shown. */
  readonly hold: (change: 1 | -1) => void;
}

const SayingContext = createContext<Saying>({ say: () => undefined, hold: () => undefined });
export const useSay = () => use(SayingContext).say;

/** Keeps back what is said while problems are shown. */
export function useHush(shown: boolean): void {
  const { hold } = use(SayingContext);
  useEffect(() => {
    if (!shown) return undefined;
    hold(1);
    return () => hold(-1);
  }, [shown, hold]);
}

const shownMilliseconds = 6000;

export function SayProvider(props: { children: ReactNode }) {
  const [message, setMessage] = useState('');
  const [held, setHeld] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const saying = useMemo(
    () => ({
      say: (text: string) => {
        clearTimeout(timer.current);
        setMessage(text);
        timer.current = setTimeout(() => setMessage(''), shownMilliseconds);
      },
      hold: (change: number) => setHeld((count) => count + change),
    }),
    [],
  );
  const told = held === 0 ? message : '';
  return (
    <SayingContext value={saying}>
      {props.children}
      <output className={told ? 'said said-shown' : 'said'}>{told}</output>
    </SayingContext>
  );
}
