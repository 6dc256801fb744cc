import { expect, test } from 'vitest';
import { lifeMail, type LifeMailKind } from './life-mails.ts';

const on = Temporal.Instant.from('2027-02-01T00:00:00Z');
const kinds: readonly LifeMailKind[] = [
  'waiting',
  'activated',
  'suspended',
  'reinstated',
  'renews',
  'ends',
  'ended',
  'notActivated',
  'notReinstated',
];

test.for(kinds)(
  'F20 A mail on what is %s names each subscription with its customer and day, in both languages',
  (kind) => {
    for (const [language, day] of [
      ['en', '1 February 2027'],
      ['fr', '1er février 2027'],
    ] as const) {
      const one = lifeMail(language, kind, [{ name: 'Planning', on }]);
      expect(one.subject).toMatch(/^Planning /);
      expect(one.text).toContain(`- Planning`);
      expect(one.text).toContain(day);
      const both = lifeMail(language, kind, [
        { name: 'Planning', on },
        { name: 'Été', on },
      ]);
      const sold = lifeMail(language, kind, [{ name: 'Planning', customer: 'Boulangerie Martin', on }]);
      expect(sold.subject).toMatch(/^Planning \(Boulangerie Martin\) /);
      expect(sold.text).toContain('- Planning (Boulangerie Martin)');
      expect(both.subject).toMatch(/^2 /);
      expect(both.text.match(/^- /gm)).toHaveLength(2);
    }
  },
);

test('F20 In French no line has a plain space before a colon, and a hundred subscriptions are one mail of bounded length', () => {
  for (const kind of kinds) {
    const { subject, text } = lifeMail('fr', kind, [{ name: 'Planning', on }]);
    expect(`${subject}\n${text}`).not.toMatch(/ [:;!?]|'/);
  }
  const many = Array.from({ length: 250 }, (_, index) => ({ name: `Nr. ${index}`, on }));
  expect(lifeMail('en', 'ended', many).text.split('\n').at(-1)).toBe('- … (150)');
});

test('F25 A mail on what is active says that a free trial is not billed yet, and from which day it is', () => {
  const paidFrom = Temporal.PlainDate.from('2027-03-03');
  const trial = { name: 'Studio', on, paidFrom };
  const paid = { name: 'Planning', on };
  const english = lifeMail('en', 'activated', [trial]).text;
  expect(english).not.toContain('Billing has started');
  expect(english).toContain('Studio: active since 1 February 2027, free trial, billed from 3 March 2027 on');
  expect(lifeMail('en', 'activated', [trial, paid]).text).toContain('Billing has started, but for free trials');
  expect(lifeMail('en', 'activated', [paid]).text).toContain('Billing has started.');
  const french = lifeMail('fr', 'activated', [trial]).text;
  expect(french).not.toContain('La facturation a commencé');
  expect(french).toContain('essai gratuit, facturé à partir du 3 mars 2027');
});
