import { expect, test } from 'vitest';
import { formatsFor } from '../../ui/formats.ts';
import type { Text } from '../../ui/text.tsx';
import { momentHint } from './typed-moment.ts';

test('A moment that is typed in UTC is told on the reader’s clock, with its zone', () => {
  const words = (id: string) => id;
  const t = Object.assign(words, { formats: formatsFor('en', 'Europe/Paris') }) as Text;
  expect(momentHint(t, '', 'notices.start.hint')).toBe('notices.start.hint');
  expect(momentHint(t, '2027-01-15T', 'notices.start.hint')).toBe('notices.start.hint');
  expect(momentHint(t, '2027-01-15T23:30', 'notices.start.hint')).toBe(
    '15 Jan 2027, 23:30\u00A0UTC (16 Jan 2027, 00:30 CET)',
  );
});
