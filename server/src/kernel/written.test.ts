import { expect, test } from 'vitest';
import { writtenDay, writtenLanguageOf, writtenMoment } from './written.ts';

test.for([
  ['2027-01-01T23:59:00Z', '1er janvier 2027', '1 January 2027'],
  ['2027-12-31T00:30:00+01:00', '30 décembre 2027', '30 December 2027'],
] as const)('A day is that of UTC, in the words of the language: %s', ([at, fr, en]) => {
  const moment = Temporal.Instant.from(at);
  expect([writtenDay(moment, 'fr'), writtenDay(moment, 'en')]).toEqual([fr, en]);
  const day = moment.toZonedDateTimeISO('UTC').toPlainDate();
  expect([writtenDay(day, 'fr'), writtenDay(day, 'en')]).toEqual([fr, en]);
});

test('A moment has its minute in UTC', () => {
  const at = Temporal.Instant.from('2027-01-01T10:05:59+01:00');
  expect(writtenMoment(at, 'fr').replaceAll(/\s/g, ' ')).toBe('1er janvier 2027 à 09:05');
  expect(writtenMoment(at, 'en').replaceAll(/\s/g, ' ')).toBe('1 January 2027 at 09:05');
});

test('Who reads French is written to in French, everybody else in English', () => {
  expect(['fr', 'fr-CH', 'en', 'de-FR', ''].map(writtenLanguageOf)).toEqual(['fr', 'fr', 'en', 'en', 'en']);
});
