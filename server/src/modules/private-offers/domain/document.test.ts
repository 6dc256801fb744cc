import { expect, test } from 'vitest';
import { emptyDocument, periodOf, writtenDocument } from './document.ts';

const now = Temporal.Instant.from('2027-02-10T09:30:00Z');
const draft = emptyDocument('Spring', 'Ada');
const period = (start: string, end: string) => {
  const { startsAt, endsAt } = periodOf({ ...draft, start, end }, now);
  return [startsAt.toString(), endsAt.toString()];
};

test('F26 A private offer counts from the first day’s midnight, or at once, to the midnight after its last day', () => {
  expect(period('2027-03-01', '2027-03-31')).toEqual(['2027-03-01T00:00:00Z', '2027-04-01T00:00:00Z']);
  expect(period('asSoonAsPossible', '2028-02-29')).toEqual(['2027-02-10T09:30:00Z', '2028-03-01T00:00:00Z']);
});

test('A draft begins without partners, prices and period; what was authorised is none of what its publisher wrote', () => {
  expect(draft).toEqual({
    name: 'Spring',
    preparedBy: 'Ada',
    start: null,
    end: null,
    notificationContacts: [],
    beneficiaries: [],
    pricing: [],
  });
  const authorised = [{ offerId: 'o', partnerTenantId: 'azur' }];
  expect(writtenDocument({ ...draft, authorised })).toEqual(draft);
});
