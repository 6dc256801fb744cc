/** Refusals in the reader's language: by code, then by the server's own sentence. */
import { CallError } from '@comptoir/contracts/call';
import { faultValues } from './form/problems.ts';
import { useText } from './text.tsx';

export function useFaultText(): (error: unknown) => string {
  const t = useText();
  return (error) => {
    if (!(error instanceof CallError)) return t('state.unreachable');
    const { why } = error.values;
    const values = faultValues(t, error.values);
    return (
      t.maybe(`errors.${error.code}.${String(why)}`, values) ?? t.maybe(`errors.${error.code}`, values) ?? error.message
    );
  };
}
