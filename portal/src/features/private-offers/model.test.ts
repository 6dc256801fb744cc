import { expect, test } from 'vitest';
import { firstDay, lastDay, linesOf, monthOf } from './model.ts';

test('A month becomes its first and its last day, in leap years too, and what is no month nothing', () => {
  expect([firstDay('2028-02'), lastDay('2028-02'), lastDay('2027-02'), lastDay('2027-12')]).toEqual([
    '2028-02-01',
    '2028-02-29',
    '2027-02-28',
    '2027-12-31',
  ]);
  expect([firstDay(''), lastDay('2027'), lastDay('2027-13'), firstDay('next')]).toEqual([null, null, null, null]);
});

test('A day is shown as its month; "as soon as possible" as none', () => {
  expect([monthOf('2027-03-31'), monthOf('asSoonAsPossible'), monthOf(null)]).toEqual(['2027-03', '', '']);
});

test('Lists may be pasted by line, comma or semicolon', () => {
  expect(linesOf('a@b.example\n c@d.example ;\r\n,e@f.example\n')).toEqual([
    'a@b.example',
    'c@d.example',
    'e@f.example',
  ]);
});
