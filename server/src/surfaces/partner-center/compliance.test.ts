import { partnerCenterFault } from '@comptoir/contracts/partner-center/common';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callServer } from '../../../test/http.ts';
import { makePartner } from '../../../test/partners.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId, systemActor } from '../../kernel/index.ts';
import type { PartnerAccount } from '../../modules/partners/index.ts';

let server: TestServer;
let token: string;
const partners: Record<string, PartnerAccount> = {};

beforeAll(async () => {
  server = await startTestServer();
  await server.context.runner.run({ actor: systemActor, system: true }, async (work) => {
    partners['provider'] = await makePartner(work, { kind: 'provider', country: 'FR' });
    partners['signed'] = await makePartner(work, { kind: 'reseller', country: 'DE' });
    partners['unsigned'] = await makePartner(work, { kind: 'reseller', country: 'FR', signed: false });
    partners['american'] = await makePartner(work, { kind: 'reseller', country: 'US' });
    partners['direct'] = await makePartner(work, { kind: 'direct', country: 'FR' });
  });
  token = await accessToken(server.context, { tenantId: partners['provider']!.tenantId, parts: ['provider'] });
});
afterAll(() => server.stop());

const ask = (query: string) =>
  callServer(server.origin, 'GET', `/v1/compliance/csp/agreementstatus${query}`, { token });

test('ENR-28 IND-10 A reseller that signed the agreement is told by its PartnerID and by its tenant', async () => {
  const { mpnId, tenantId } = partners['signed']!;
  for (const query of [`?mpnId=${mpnId}`, `?tenantId=${tenantId}`, `?mpnId=${mpnId}&tenantId=`]) {
    const { status, body } = await ask(query);
    expect([status, body]).toEqual([200, { isAgreementSigned: true }]);
  }
});

test('ENR-28 Every other answer is an error with the documented number and source', async () => {
  const { signed, unsigned, american, direct } = partners as Required<typeof partners>;
  const expected: readonly (readonly [string, number, string])[] = [
    ['', 2001, 'ComplianceController'],
    ['?mpnId=&tenantId=', 2001, 'ComplianceController'],
    [`?mpnId=${signed!.mpnId}&tenantId=${signed!.tenantId}`, 2000, 'ComplianceController'],
    ['?mpnId=12ab', 2000, 'PartnerApiServiceControllers'],
    ['?tenantId=株式', 2000, 'PartnerApiServiceControllers'],
    ['?mpnId=9999999', 2200, 'PartnerFD'],
    [`?mpnId=${american!.mpnId}`, 2201, 'PartnerFD'],
    [`?mpnId=${unsigned!.mpnId}`, 2203, 'PartnerFD'],
    [`?mpnId=${direct!.mpnId}`, 2204, 'PartnerFD'],
    [`?tenantId=${newId()}`, 2205, 'PartnerFD'],
    [`?tenantId=${unsigned!.tenantId}`, 2206, 'PartnerFD'],
  ];
  for (const [query, code, source] of expected) {
    const { status, body } = await ask(query);
    expect(partnerCenterFault.safeParse(body).success).toBe(true);
    expect({ query, status, body }).toMatchObject({ query, status: 400, body: { code, source } });
    const help = (body.data as string[]).map((link) => new URL(link).host);
    expect(help, query).toEqual([2200, 2201, 2203, 2204, 2206].includes(code) ? ['learn.microsoft.com'] : []);
  }
});
