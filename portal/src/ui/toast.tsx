/** One short confirmation at a time, announced politely; it never covers what is being worked on. */
import { createContext, use, useCallback, useRef, useState, type ReactNode } from 'react';

const Say = createContext<(message: string) => void>(() => undefined);
export const useSay = () => use(Say);

const shownMilliseconds = 6000;

export function SayProvider(props: { children: ReactNode }) {
  const [message, setMessage] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = useCallback((text: string) => {
    clearTimeout(timer.current);
    setMessage(text);
    timer.current = setTimeout(() => setMessage(''), shownMilliseconds);
  }, []);
  return (
    <Say value={say}>
      {props.children}
      <output className={message ? 'said said-shown' : 'said'}>{message}</output>
    </Say>
  );
}
