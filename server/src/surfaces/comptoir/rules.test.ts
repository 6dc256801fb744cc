import { ruleList } from '@comptoir/contracts/comptoir/rules';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId } from '../../kernel/index.ts';

let server: TestServer;
let reseller: string;

beforeAll(async () => {
  server = await startTestServer();
  reseller = await accessToken(server.context, { tenantId: newId(), parts: ['reseller'], roles: ['helpdesk_agent'] });
});
afterAll(async () => server.stop());

async function ask(path: string, locale: string) {
  const headers = { authorization: `Bearer ${reseller}`, 'x-locale': locale };
  const response = await fetch(`${server.origin}/comptoir/v1${path}`, { headers });
  return { status: response.status, body: (await response.json()) as unknown };
}

test('Anybody signed in reads every rule, with its documents, in French or in English', async () => {
  const [french, english] = [await ask('/rules', 'fr-CA'), await ask('/rules', 'en-GB')];
  const rule = (answer: typeof french) => ruleList.parse(answer.body).items.find(({ id }) => id === 'A15');
  expect(rule(french)).toMatchObject({
    family: 'A',
    kind: 'binding',
    statement: 'L’autorisation d’un partenaire qui a déjà revendu l’offre à un client ne peut plus être supprimée.',
    sources: [
      { title: 'Programme des fournisseurs de solution Cloud', origin: 'source', lines: '98', date: '2020-07-14' },
    ],
    since: null,
    until: null,
  });
  expect(rule(english)).toMatchObject({ sources: [{ title: 'Cloud Solution Provider program' }] });
});

test('On a day the rules that hold are listed, and a rule that began later is not among them', async () => {
  const idsOn = async (day: string) =>
    ruleList.parse((await ask(`/rules?on=${day}`, 'en')).body).items.map(({ id }) => id);
  expect(await idsOn('2021-09-21')).not.toContain('B27');
  expect(await idsOn('2021-09-22')).toContain('B27');
  expect(await ask('/rules?on=2026-02-30', 'en')).toMatchObject({ status: 400, body: { code: 'InvalidInput' } });
});

test('A refusal tells the reader what the rule says and which document says so, never the way rules are noted', async () => {
  const operator = await accessToken(server.context, {
    tenantId: newId(),
    parts: ['operator'],
    roles: ['global_admin'],
  });
  const put = (rates: unknown) =>
    fetch(`${server.origin}/comptoir/v1/exchange-rates/2031-01`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json', 'x-locale': 'fr-FR' },
      body: JSON.stringify({ rates }),
    });
  expect((await put([{ currency: 'EUR', usdPerUnit: '1.1' }])).status).toBe(200);
  expect(await (await put([{ currency: 'EUR', usdPerUnit: '1.2' }])).json()).toMatchObject({
    code: 'ExchangeRateFixed',
    rule: {
      id: 'E27',
      statement: expect.stringMatching(/^Le taux de change d’un mois est fixé/) as unknown,
      source: '«\u00a0Vue d’ensemble de la facturation dans l’Espace partenaires\u00a0»',
    },
  });
});
