import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, expect, test } from 'vitest';
import { aBuyerOf, aChannel, anOperator, aReader, runDue, setTime, type Channel } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { clockwork } from '../../platform/clockwork.ts';
import { createLog } from '../../platform/log.ts';
import { changeSubscription } from '../subscriptions/index.ts';
import {
  invoicesOf,
  printProof,
  proofExitCode,
  proofWork,
  proveMonth,
  renderStatement,
  requestProofs,
  statementOf,
  type DocumentLocale,
} from './index.ts';

const works = useDatabase();
beforeAll(() => anOperator(works));

const through = async (...moments: string[]) => {
  for (const moment of moments) {
    await setTime(works, moment);
    await runDue(works);
  }
};

/** Bought on the last day of January, cancelled within its window in February: January is an invoice, February gives it back. */
async function cancelledNextMonth(channel: Channel): Promise<void> {
  await setTime(works, '2027-01-31T09:00:00Z');
  const { customer, subscription } = await aBuyerOf(works, channel, 2, 'P1M');
  await through('2027-02-01T00:00:00Z', '2027-02-01T06:00:00Z');
  await works.runner.run({ actor: channel.partner, system: true }, (work) =>
    changeSubscription(work, customer, subscription, () => ({ status: 'deleted' })),
  );
  await through('2027-02-01T07:00:00Z', '2027-03-01T00:00:00Z');
}

/** Words of the first page of the newest document. */
async function firstPage({ partner }: Channel, locale: DocumentLocale): Promise<string> {
  const statement = await works.as(partner, async (work) => {
    const [invoice] = await invoicesOf(work, { side: 'bought' }, { limit: 1 });
    return statementOf(work, 'bought', invoice!.id);
  });
  const pdf = await renderStatement(statement, locale);
  const { items } = await (
    await (await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise).getPage(1)
  ).getTextContent();
  return items
    .map((item) => ('str' in item ? item.str : ''))
    .join(' ')
    .replaceAll(/\s+/g, ' ');
}

const mailsTo = (to: string) =>
  works.asSystem((work) =>
    work.prepared<{ subject: string; text: string }>(
      'mails',
      "select subject, text from mail where recipient = $1 and reason like 'invoice-ready/%' order by subject",
      [to],
    ),
  );

test('G5 G13 What is given back in a later month is a credit note: document, mail and proof say so, and nobody is asked to pay', async () => {
  const channel = await aChannel(works);
  const { partner } = channel;
  const [english, french] = [
    await aReader(works, partner.tenantId, 'en', 'billing_admin'),
    await aReader(works, partner.tenantId, 'fr', 'billing_admin'),
  ];
  await cancelledNextMonth(channel);
  const made = await works.as(partner, (work) => invoicesOf(work, { side: 'bought' }, { limit: 9 }));
  expect(made.map(({ month, total }) => [month, total])).toEqual([
    ['2027-02', '-25'],
    ['2027-01', '25'],
  ]);
  const { id } = made[0]!;
  const page = await firstPage(channel, 'en');
  for (const words of [
    'Credit note G',
    'Credit note number',
    'Total -EUR 25.00',
    'Nothing to pay',
    'credits you EUR 25.00',
  ])
    expect(page).toContain(words);
  expect(page).not.toMatch(/Invoice|Please pay|Due date|30 April/);
  const francais = await firstPage(channel, 'fr');
  for (const words of ['Avoir', 'Numéro d’avoir', 'vous crédite de 25,00 EUR', 'rien à payer'])
    expect(francais).toContain(words);
  expect(francais).not.toMatch(/Facture|Merci de régler|échéance/);
  expect((await mailsTo(english))[0]).toEqual({
    subject: `Your credit note ${id} for February 2027 is ready`,
    text: expect.stringMatching(/EUR\s25\.00 in your favour\. There is nothing to pay\./),
  });
  const [avoir] = (await mailsTo(french)).filter(({ subject }) => subject.includes('avoir'));
  expect(avoir).toEqual({
    subject: `Votre avoir ${id} de février 2027 est disponible`,
    text: expect.stringMatching(/25,00\sEUR en votre faveur\. Vous n’avez rien à payer\./),
  });
  await works.as(partner, (work) => requestProofs(work, [partner.tenantId], '2027-02'));
  await clockwork(works.runner, { kinds: [proofWork], sweeps: [] }, createLog('silent')).runDue();
  const proof = await works.asSystem((work) =>
    proveMonth(work, { partnerTenantId: partner.tenantId, month: '2027-02' }),
  );
  expect(proofExitCode(proof), printProof(proof)).toBe(0);
  expect(printProof(proof)).not.toContain('titled');
});

test('A month whose charges are given back within it is an invoice of nothing: no day to pay by, and no request to', async () => {
  const channel = await aChannel(works);
  const reader = await aReader(works, channel.partner.tenantId, 'en', 'billing_admin');
  await setTime(works, '2027-01-10T09:00:00Z');
  const { customer, subscription } = await aBuyerOf(works, channel, 2, 'P1M');
  await works.runner.run({ actor: channel.partner, system: true }, (work) =>
    changeSubscription(work, customer, subscription, () => ({ status: 'deleted' })),
  );
  await through('2027-01-10T10:00:00Z', '2027-02-01T00:00:00Z');
  const page = await firstPage(channel, 'en');
  for (const words of ['Invoice number', 'Total EUR 0.00', 'The total is zero: there is nothing to pay.'])
    expect(page).toContain(words);
  expect(page).not.toMatch(/Please pay|Due date/);
  expect((await mailsTo(reader))[0]!.text).toContain('Its total is zero: there is nothing to pay.');
});
