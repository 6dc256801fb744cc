import { expect, test } from 'vitest';
import { documentOf, firstDay, lastDay, linesOf, monthOf, placeOf, valuesOf } from './model.ts';

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

test('The form holds a draft and sends it as it was; a plan left empty means every plan', () => {
  const document = {
    name: 'Printemps',
    preparedBy: '',
    start: '2027-03-01',
    end: '2027-12-31',
    notificationContacts: ['a@b.example'],
    beneficiaries: [],
    pricing: [{ offerId: 'o', discountPercentage: '15' }],
  };
  expect(valuesOf(document)).toMatchObject({
    start: 'month',
    from: '2027-03',
    until: '2027-12',
    contacts: 'a@b.example',
  });
  expect(documentOf(valuesOf(document))).toEqual(document);
  const open = { ...document, start: null, end: null };
  expect(documentOf(valuesOf(open))).toEqual(open);
  expect(documentOf({ ...valuesOf(open), start: 'month' })).toEqual(open);
});

test('What is wrong with the start is told where it is chosen: the kind of start, or its month', () => {
  expect([placeOf('start', { start: '' }), placeOf('start', { start: 'month' })]).toEqual(['start', undefined]);
  expect([placeOf('from', { start: 'month' }), placeOf('until', { start: '' })]).toEqual(['start', 'end']);
});
