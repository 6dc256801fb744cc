/** What is said below a field for a moment: what is typed in UTC, on the reader's own clock too. */
import type { Text, TextId } from '../../ui/text.tsx';
import { momentTyped } from '../../ui/typed.ts';

export function momentHint(t: Text, typed: string, whenEmpty: TextId): string {
  const moment = momentTyped(typed);
  return moment.endsWith('Z') ? t.formats.moment(moment) : t(whenEmpty);
}
