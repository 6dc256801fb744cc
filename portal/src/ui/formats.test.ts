import { describe, expect, test } from 'vitest';
import { formatsFor } from './formats.ts';

const fr = formatsFor('fr', 'UTC');
const en = formatsFor('en', 'UTC');
/** No-break spaces as spaces, so that expectations can be read. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('formats', () => {
  test('amounts keep every digit of their decimal text', () => {
    expect(plain(fr.money('123456789012345.67', 'EUR'))).toBe('123 456 789 012 345,67 €');
    expect(plain(fr.money('0.004321', 'EUR'))).toBe('0,004321 €');
    expect(en.money('12.5', 'EUR')).toBe('€12.50');
    expect(en.money(-3, 'USD')).toBe('−US$3.00');
  });

  test('days and moments are those of UTC, whatever the reader’s clock says', () => {
    expect(plain(fr.day('2026-12-01T00:30:00Z'))).toBe('1er déc. 2026');
    expect(plain(fr.moment('2026-12-01T00:30:00Z'))).toMatch(/^1er déc\. 2026/);
    expect(plain(fr.day('2026-12-11'))).toBe('11 déc. 2026');
    expect(en.day('2026-11-30T23:30:00Z')).toBe('30 Nov 2026');
    expect(plain(en.moment('2026-11-30T23:30:00Z'))).toBe('30 Nov 2026, 23:30 UTC');
    expect(fr.month('2026-11')).toBe('novembre 2026');
  });

  test('one of several is said as the language says it', () => {
    expect(fr.either(['a', 'b', 'c'])).toBe('a, b ou c');
    expect(en.either(['a', 'b'])).toBe('a or b');
  });

  test('what is missing or is no date is a dash', () => {
    expect(fr.day(undefined)).toBe('–');
    expect(fr.day('soon')).toBe('–');
    expect(fr.moment(undefined)).toBe('–');
  });

  test('countries have names; what is no country keeps its code', () => {
    expect(fr.country('DE')).toBe('Allemagne');
    expect(en.country('CH')).toBe('Switzerland');
    expect(en.country('')).toBe('');
  });

  test('long numbers in texts of others are grouped as the reader groups them', () => {
    expect(plain(fr.grouped('1000 queries'))).toBe('1 000 queries');
    expect(en.grouped('25000 calls of 2048 bytes')).toBe('25,000 calls of 2,048 bytes');
    expect(en.grouped('TLS 1.2, 100 units, 1000.5')).toBe('TLS 1.2, 100 units, 1000.5');
  });

  test('a moment is told on the reader’s own clock too, with its day where that is another one', () => {
    const paris = formatsFor('fr', 'Europe/Paris');
    expect(plain(paris.moment('2026-11-30T08:05:00Z'))).toBe('30 nov. 2026, 08:05 UTC (09:05 UTC+1)');
    expect(plain(paris.moment('2026-11-30T23:30:00Z'))).toBe('30 nov. 2026, 23:30 UTC (1er déc. 2026, 00:30 UTC+1)');
    expect(plain(formatsFor('en', 'Europe/London').moment('2026-11-30T08:05:00Z'))).toBe('30 Nov 2026, 08:05 UTC');
  });
});
