/** Refusals in the reader's language: by code, then by the server's own sentence. */
import { CallError } from '@comptoir/contracts/call';
import { faultValues } from './form/problems.ts';
import { useText } from './text.tsx';

/** What a refusal says of itself, wherever it stands in an answer. */
export type Refusal = Pick<CallError, 'code' | 'message' | 'values'>;

export function useRefusalText(): (refusal: Refusal) => string {
  const t = useText();
  return ({ code, message, values: said }) => {
    const values = faultValues(t, said);
    return t.maybe(`errors.${code}.${String(said['why'])}`, values) ?? t.maybe(`errors.${code}`, values) ?? message;
  };
}

export function useFaultText(): (error: unknown) => string {
  const t = useText();
  const words = useRefusalText();
  return (error) => (error instanceof CallError ? words(error) : t('state.unreachable'));
}
