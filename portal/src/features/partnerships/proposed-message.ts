/** The text that is proposed for a mail stands in its field until somebody writes there. */
import { useEffect, useRef } from 'react';

interface MessageForm {
  readonly getValues: (name: 'message') => string;
  readonly setValue: (name: 'message', value: string) => void;
}

/** Puts another proposal (other language, other terms) in the place of the one before, unless it was changed by hand. */
export function useProposedMessage({ getValues, setValue }: MessageForm, proposed: string): void {
  const before = useRef(proposed);
  useEffect(() => {
    if (getValues('message') === before.current) setValue('message', proposed);
    before.current = proposed;
  }, [getValues, setValue, proposed]);
}
