/** Refusals in the reader's language: by code, then by the server's own sentence. */
import { CallError } from '@comptoir/contracts/call';
import { useText } from './text.tsx';

export function useFaultText(): (error: unknown) => string {
  const t = useText();
  return (error) => {
    if (!(error instanceof CallError)) return t('state.unreachable');
    const { why } = error.values;
    return t.maybe(`errors.${error.code}.${String(why)}`) ?? t.maybe(`errors.${error.code}`) ?? error.message;
  };
}
