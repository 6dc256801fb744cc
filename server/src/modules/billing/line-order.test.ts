import { expect, test } from 'vitest';
import { aChannel, aCustomer, activate, anOperator, buy, runDue, setTime } from '../../../test/billing.ts';
import { useDatabase } from '../../../test/database.ts';
import { invoiceLines, invoicesOf } from './index.ts';

const works = useDatabase();

test('Lines of an invoice stand in the order of their customers’ names that lists have, in every script', async () => {
  await anOperator(works);
  await setTime(works, '2027-01-10T09:00:00Z');
  const channel = await aChannel(works);
  const inOrder = ['Ägäis', 'Eclair', 'École', 'İstanbul', 'Straße', 'Zèbre', 'zoo', 'Ёлка', '東京', '株式会社'];
  for (const name of inOrder.toReversed()) {
    const customer = await aCustomer(works, channel.partner, name);
    await activate(works, channel, await buy(works, channel, { customer }));
  }
  await setTime(works, '2027-02-01T00:00:00Z');
  await runDue(works);
  const lines = await works.as(channel.partner, async (work) => {
    const [invoice] = await invoicesOf(work, { side: 'bought' }, { limit: 1 });
    return invoiceLines(work, 'bought', invoice!.id, 0, 100);
  });
  expect(lines.map((line) => line.subject.customerName)).toEqual(inOrder);
});
