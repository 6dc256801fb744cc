/** A rule as a reader sees it: its id, and its source in words instead of the short form rules are kept in. */
import type { Text } from './text.tsx';

interface Rule {
  readonly id: string;
  /** For example `SEED 0 L119-130; MS isv-csp-faq 2022-04-28`. */
  readonly source: string;
}

/** The rule's id alone, for places that name many rules. */
export const ruleName = (t: Text, rule: Rule) => t('word.rule.name', { id: rule.id });

export function ruleText(t: Text, { id, source }: Rule): string {
  const sources = source.split('; ').map((part) => sourceText(t, part));
  return t('word.rule', { id, source: sources.join(', ') });
}

function sourceText(t: Text, source: string): string {
  const [, document, lines] = /^SEED (\d+) (L\d.*)$/.exec(source) ?? [];
  if (document && lines)
    return t('word.rule.lines', { document, lines: lines.replaceAll('L', '').replaceAll('-', '–') });
  const [, page] = /^MS ([\w-]+)/.exec(source) ?? [];
  if (page) return t('word.rule.page', { page });
  const [, number] = /^decision (\d+)$/.exec(source) ?? [];
  return number ? t('word.rule.decision', { number }) : source;
}
