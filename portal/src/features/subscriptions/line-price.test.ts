import { createIntl } from 'react-intl';
import { expect, test } from 'vitest';
import en from '../../i18n/en.json' with { type: 'json' };
import { formatsFor } from '../../ui/formats.ts';
import type { Text } from '../../ui/text.tsx';
import { runningFacts } from './line-price.ts';
import { previewText } from './preview.ts';

const intl = createIntl({ locale: 'en', messages: en });
const said = (id: string, values?: Record<string, string | number>) => intl.formatMessage({ id }, values);
const t = Object.assign(said, {
  maybe: (id: string, values?: Record<string, string | number>) => (id in en ? said(id, values) : undefined),
  formats: formatsFor('en'),
}) as unknown as Text;

const premium = { listPrice: '24', price: '24', currency: 'EUR', billingCycle: 'monthly' } as const;
const factsOf = (isTrial: boolean) =>
  runningFacts(t, premium, { quantity: 12, isTrial, commitmentEndDate: '2027-02-09T00:00:00Z' }).map(
    ([, text]) => text,
  );

test('SUB-05 What was set up costs what its present plan costs, and a trial that from the day after it', () => {
  expect(factsOf(false)).toEqual(['€24.00 a month', '€288.00 a month']);
  expect(factsOf(true)).toEqual(['€24.00 a month', '€288.00 a month, from 10 Feb 2027']);
});

test('What a change costs says one amount first: what comes back, or what is to be paid', () => {
  const line = { amount: '0', quantity: 1 };
  const of = (credit: string, charge: string, total: string) =>
    previewText(t, { amounts: 'known', currency: 'EUR', credit, charge, total, lines: [line, line] } as never);
  expect(of('-1550', '750', '-800')).toBe(
    'Refunded in all: €800.00, excl. tax (€1,550.00 credited, less €750.00 charged).',
  );
  expect(of('-100', '250', '150')).toBe('To pay in all: €150.00, excl. tax (€250.00 charged, less €100.00 credited).');
});
