/** Rules in words: where they are written, how far they bind, how long they hold. */
import type { RuleRow } from '@comptoir/contracts/comptoir/rules';
import type { Text } from '../../ui/text.tsx';

export type RuleDocument = RuleRow['sources'][number];

export function documentText(t: Text, { title, lines }: RuleDocument): string {
  return lines
    ? t('rules.document.lines', { title, lines, count: /^\d+$/.test(lines) ? 1 : 2 })
    : t('rules.document', { title });
}

/** Day of the document, or whose decision it is. */
export const documentOrigin = (t: Text, { origin, date }: RuleDocument): string =>
  date ? t(`rules.origin.${origin}.dated`, { date: t.formats.day(date) }) : t(`rules.origin.${origin}`);

export function periodText(t: Text, { since, until }: RuleRow): string {
  if (since && until) return t('rules.period', { since: t.formats.day(since), until: t.formats.day(until) });
  if (since) return t('rules.since', { since: t.formats.day(since) });
  return until ? t('rules.until', { until: t.formats.day(until) }) : t('rules.always');
}
