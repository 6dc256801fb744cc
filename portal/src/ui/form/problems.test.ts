import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { associatePartnerId } from '@comptoir/contracts/comptoir/enrolment';
import { meterAmount, termAmount } from '@comptoir/contracts/comptoir/offers';
import { privateOfferDocument } from '@comptoir/contracts/comptoir/private-offers';
import { lineText } from '@comptoir/contracts/comptoir/words';
import fr from '../../i18n/fr.json' with { type: 'json' };
import type { Text } from '../text.tsx';
import { formatsFor } from '../formats.ts';
import { fieldPath, filled, issueText, serverProblems } from './problems.ts';

const intl = createIntl({ locale: 'fr', messages: fr });
const maybe = (id: string, values?: Record<string, string | number>) =>
  id in fr ? intl.formatMessage({ id }, values) : undefined;
const t = Object.assign((id: string, values?: Record<string, string | number>) => intl.formatMessage({ id }, values), {
  maybe,
  formats: formatsFor('fr'),
}) as unknown as Text;

const shape = z.object({
  name: z.string().min(3).max(5),
  email: z.email(),
  lines: z.array(z.object({ quantity: z.number().min(1).max(10) })),
});

const told = (body: unknown) =>
  shape.safeParse(body).error!.issues.map((issue) => [fieldPath(issue.path), issueText(t, issue, body)]);

describe('what is wrong with a form', () => {
  test('of a PartnerID it is told how one looks', () => {
    const wrong = associatePartnerId.safeParse({ mpnId: 'abc' }).error!.issues[0]!;
    expect(issueText(t, wrong, { mpnId: 'abc' })).toBe(fr['form.wrong.partnerId']);
  });

  test('is told by field and in the reader’s language', () => {
    expect(told({ email: 'anna', lines: [{ quantity: 0 }, { quantity: 11 }] })).toEqual([
      ['name', fr['form.wrong.missing']],
      ['email', fr['form.wrong.email']],
      ['lines.0.quantity', 'Au moins 1.'],
      ['lines.1.quantity', 'Au plus 10.'],
    ]);
    expect(told({ name: 'ab', email: 'a@b.fr', lines: [] })).toEqual([['name', 'Au moins 3 caractères.']]);
    expect(told({ name: 'abcdef', email: 'a@b.fr', lines: [] })).toEqual([['name', 'Au plus 5 caractères.']]);
  });

  test('says what to type for an amount, a percentage and a whole number', () => {
    const { discountPercentage } = privateOfferDocument.shape.pricing.element.shape;
    const numbers = z.object({ price: termAmount, fine: meterAmount, discountPercentage, seats: z.number().int() });
    for (const [price, seats] of [
      ['abc', 'abc'],
      ['-1', 2.5],
      ['1e3', '-1'],
    ] as const) {
      const body = { price, fine: price, discountPercentage: price, seats };
      expect(numbers.safeParse(body).error!.issues.map((issue) => issueText(t, issue, body))).toEqual(
        ['amount', 'amount', 'percentage', 'whole'].map((kind) => fr[`form.wrong.${kind}` as 'form.wrong.amount']),
      );
    }
  });

  test('of the server is told by its code, by its own sentence only where the portal has no words', () => {
    const problems = [
      { path: 'lines[2].quantity', code: 'too_big', message: 'Too big: expected number to be <=10' },
      { path: 'email', code: 'NobodyKnows', message: 'This mailbox is full.' },
    ];
    expect(serverProblems(t, { problems, values: {} })).toEqual([
      { path: 'lines.2.quantity', message: fr['form.wrong.value'] },
      { path: 'email', message: 'This mailbox is full.' },
    ]);
  });

  test('of the server names what was typed, the country and an example', () => {
    const values = { country: 'FR', value: '2108', example: '33380' };
    const path = 'billingProfile.defaultAddress.postalCode';
    const problems = [{ path, code: 'AddressMalformed', message: "'2108' is no postal code of FR." }];
    expect(serverProblems(t, { problems, values })).toEqual([
      {
        path,
        message: '«\u00A02108\u00A0» n’est pas un code postal de ce pays (France). Exemple\u00A0: 33380.',
      },
    ]);
  });

  test('says that a text hides a character', () => {
    const name = lineText(50);
    const { issues } = name.safeParse('Contoso\u202Eecnarf').error!;
    expect(issueText(t, issues[0]!, 'Contoso')).toBe(fr['form.wrong.hidden']);
  });

  test('is not what was left empty: it is not sent', () => {
    expect(filled({ a: ' b ', c: '  ', d: { e: '' }, f: ['x '], g: 0, h: null })).toEqual({
      a: 'b',
      d: {},
      f: ['x'],
      g: 0,
      h: null,
    });
  });
});
