/** One id for one wish: a write that may or may not have arrived is sent again under the same id and happens once. */
import { CallError } from '@comptoir/contracts/call';
import { useRef } from 'react';

export interface RepeatId {
  readonly current: () => string;
  /** Call when an attempt ended: after an answer, whatever it said, the next wish is a new one. */
  readonly settle: (error: unknown) => void;
}

export function useRepeatId(): RepeatId {
  const id = useRef(crypto.randomUUID());
  return {
    current: () => id.current,
    settle: (error) => {
      const unanswered = error && !(error instanceof CallError && error.status < 500);
      if (!unanswered) id.current = crypto.randomUUID();
    },
  };
}
