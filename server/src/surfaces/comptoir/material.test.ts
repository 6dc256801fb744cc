import {
  material,
  materialFileBytes,
  offerMaterial,
  partnerMaterial,
  partnerNotices,
  publisherNotice,
  publisherNotices,
} from '@comptoir/contracts/comptoir/material';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { officeFile, pdfFile, programFile } from '../../../test/files.ts';
import { callServer } from '../../../test/http.ts';
import { completeDocument } from '../../../test/offers.ts';
import { makePartner } from '../../../test/partners.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import { accessToken } from '../../../test/tokens.ts';
import { newId, systemActor, type Role, type TenantPart } from '../../kernel/index.ts';
import { createTenant } from '../../modules/identity/index.ts';
import type { Work } from '../../platform/work.ts';
import { attachment } from './material.ts';

let server: TestServer;
let publisher: string;
let partner: string;

const asSystem = <Result>(body: (work: Work) => Promise<Result>) =>
  server.context.runner.run<Result, unknown>({ actor: systemActor, system: true }, body);

async function tokenFor(part: TenantPart, roles: readonly Role[]): Promise<string> {
  const domain = `${newId()}.example`;
  const tenant = await asSystem((work) =>
    createTenant(work, { name: 'Atelier', domain, country: 'FR', parts: [part] }),
  );
  return accessToken(server.context, { tenantId: tenant.id, parts: [part], roles });
}

beforeAll(async () => {
  server = await startTestServer();
  publisher = await tokenFor('publisher', ['manager']);
  const { tenantId } = await asSystem((work) => makePartner(work));
  partner = await accessToken(server.context, { tenantId, parts: ['direct'], roles: ['sales_agent'] });
});
afterAll(() => server.stop());

const call = (method: string, path: string, body?: unknown, token = publisher, headers: Record<string, string> = {}) =>
  callServer(server.origin, method, `/comptoir/v1${path}`, {
    token,
    headers,
    ...(body === undefined ? {} : { body }),
  });

interface Upload {
  readonly fileName?: string;
  readonly content?: Buffer;
  readonly type?: string;
  readonly headers?: Record<string, string>;
  readonly token?: string;
  readonly query?: Record<string, string>;
}

async function upload(offerId: string, { fileName = 'Guide.pdf', content = pdfFile, ...how }: Upload = {}) {
  const query = new URLSearchParams({
    kind: 'userDocumentation',
    title: 'Guide',
    language: 'fr',
    fileName,
    ...how.query,
  });
  const response = await fetch(`${server.origin}/comptoir/v1/offers/${offerId}/material/files?${query.toString()}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${how.token ?? publisher}`,
      'content-type': how.type ?? 'application/octet-stream',
      ...how.headers,
    },
    body: new Uint8Array(content),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const aDraft = async () =>
  (await call('POST', '/offers', { externalId: `o${newId()}`, kind: 'saas', name: 'Notes' })).body as {
    offerId: string;
    productId: string;
  };

async function aLiveOffer() {
  const created = await aDraft();
  const saved = await call('PUT', `/offers/${created.offerId}/draft`, { revision: 1, document: completeDocument() });
  const published = await call('POST', `/offers/${created.offerId}/publish`, { revision: saved.body.revision });
  expect(published.status).toBe(201);
  return created;
}

describe('material', () => {
  test('COL-02 SUP-06 SUP-28 a document uploaded for a live offer is a download for its partners at once', async () => {
    const { offerId, productId } = await aLiveOffer();
    const added = await upload(offerId, { fileName: 'Guide de l’équipe.pdf' });
    expect(added.status).toBe(201);
    const entry = material.parse(added.body);
    const file = { name: 'Guide de l’équipe.pdf', mediaType: 'application/pdf', sizeBytes: pdfFile.length };
    expect(entry.file).toEqual({ ...file, sha256: createHash('sha256').update(pdfFile).digest('hex') });
    const path = `/marketplace/offers/${productId}/material`;
    expect(partnerMaterial.parse((await call('GET', path, undefined, partner)).body).items).toEqual([entry]);
    for (const [address, token] of [
      [`${path}/${entry.id}/content`, partner],
      [`/offers/${offerId}/material/${entry.id}/content`, publisher],
    ]) {
      const response = await fetch(`${server.origin}/comptoir/v1${address}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(Buffer.from(await response.arrayBuffer()).equals(pdfFile)).toBe(true);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="Guide de l_equipe.pdf"; filename*=UTF-8''Guide%20de%20l%E2%80%99%C3%A9quipe.pdf`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'cache-control': 'private, no-store',
      });
    }
  });

  test('AUD-08 SUP-07 links, changes and removals; what is recommended is told and no reason against publishing', async () => {
    const { offerId } = await aDraft();
    const path = `/offers/${offerId}/material`;
    const words = { kind: 'training', title: 'Webinar', language: 'en' };
    const added = await call('POST', path, { ...words, link: 'https://isv.example/webinar' });
    expect(added.status).toBe(201);
    const { id } = material.parse(added.body);
    expect(offerMaterial.parse((await call('GET', path)).body).recommended).toEqual([
      'userDocumentation',
      'salesMaterial',
    ]);
    const problems = await call('GET', `/offers/${offerId}/problems`);
    expect(problems.body.problems.map((one: { page: string; path: string }) => one.path).join(' ')).not.toContain(
      'material',
    );
    const changed = await call('PATCH', `${path}/${id}`, { title: 'Webinar in May' });
    expect([changed.status, changed.body.title]).toEqual([200, 'Webinar in May']);
    expect((await call('PATCH', `${path}/${id}`, {})).status).toBe(400);
    expect((await call('GET', `${path}/${id}/content`)).status).toBe(404);
    expect((await call('DELETE', `${path}/${id}`)).status).toBe(204);
    const again = await call('DELETE', `${path}/${id}`);
    expect([again.status, again.body.code]).toEqual([404, 'MaterialUnknown']);
  });

  test.each([
    ['a program named PDF', { content: programFile }, 'MaterialFileRefused'],
    ['a macro document', { fileName: 'a.docx', content: officeFile('docm') }, 'MaterialFileRefused'],
    [
      'a program behind a turned name',
      { fileName: 'facture\u202Efdp.exe', content: programFile },
      'MaterialFileRefused',
    ],
    ['a page', { fileName: 'a.html', content: Buffer.from('<html>'), type: 'text/html' }, 'MaterialFileRefused'],
    ['an empty file', { content: Buffer.alloc(0) }, 'MaterialFileEmpty'],
    ['more than 10 MB', { content: Buffer.concat([pdfFile, Buffer.alloc(materialFileBytes)]) }, 'BodyTooLarge'],
    ['no title', { query: { title: ' ' } }, 'InvalidInput'],
    ['a title that turns its direction', { query: { title: 'a\u202Eb' } }, 'InvalidInput'],
    ['an unknown kind', { query: { kind: 'virus' } }, 'InvalidInput'],
  ] as const)('COL-01 %s is refused with what to do, and nothing is kept', async (_name, how: Upload, code) => {
    const { offerId } = await aDraft();
    const answer = await upload(offerId, how);
    expect([answer.status, answer.body['code']]).toEqual([400, code]);
    expect(String(answer.body['message']).length).toBeGreaterThan(15);
    expect((await call('GET', `/offers/${offerId}/material`)).body.items).toEqual([]);
  });

  test('A file named with a path or control characters is kept under its own name alone', async () => {
    const { offerId } = await aDraft();
    const answer = await upload(offerId, { fileName: '../../etc/gui\r\nde"<x>.pdf' });
    expect(answer.body['file']).toMatchObject({ name: 'guide__x_.pdf' });
  });

  test('The body is a file whatever its type is called, JSON too', async () => {
    const { offerId } = await aDraft();
    for (const type of ['application/pdf', 'text/plain', 'application/json', 'application/x-anything']) {
      expect((await upload(offerId, { type })).status).toBe(201);
    }
  });

  test('An upload repeated with its request id is kept once; another file under the same id is refused', async () => {
    const { offerId } = await aDraft();
    const headers = { 'MS-RequestId': newId() };
    const [first, second] = [await upload(offerId, { headers }), await upload(offerId, { headers })];
    expect(second).toEqual(first);
    const other = await upload(offerId, { headers, content: Buffer.concat([pdfFile, Buffer.from(' ')]) });
    expect([other.status, other.body['code']]).toEqual([409, 'RequestIdReused']);
    expect((await call('GET', `/offers/${offerId}/material`)).body.items).toHaveLength(1);
  });

  test('Another publisher, and a partner, reach none of a publisher’s routes', async () => {
    const { offerId } = await aDraft();
    const { body: added } = await upload(offerId);
    const other = await tokenFor('publisher', ['manager']);
    const path = `/offers/${offerId}/material`;
    const reads = [path, `${path}/${String(added['id'])}/content`];
    for (const read of reads) {
      expect((await call('GET', read, undefined, other)).status).toBe(404);
      expect((await call('GET', read, undefined, partner)).status).toBe(403);
    }
    expect((await upload(offerId, { token: other })).status).toBe(404);
    expect((await upload(offerId, { token: partner })).status).toBe(403);
    expect((await call('DELETE', `${path}/${String(added['id'])}`, undefined, other)).status).toBe(404);
  });
});

describe('notices', () => {
  const outage = { kind: 'outage', title: 'Notes are not saved', text: 'We are looking into it.' };

  test('SUP-08 AUD-08 posted on a live offer, in the partners’ feed, updated and resolved', async () => {
    const { offerId, productId } = await aLiveOffer();
    const posted = await call('POST', `/offers/${offerId}/notices`, outage);
    expect(posted.status).toBe(201);
    const notice = publisherNotice.parse(posted.body);
    expect(notice).toMatchObject({ ...outage, state: 'ongoing', offerName: 'Notes', endsAt: null });
    const feed = async (query = '', locale = 'fr-FR') => {
      const page = await call('GET', `/notices${query}`, undefined, partner, { 'X-Locale': locale });
      return partnerNotices.parse(page.body).items.filter(({ id }) => id === notice.id);
    };
    expect(await feed()).toMatchObject([{ offerName: 'Carnet', productId, state: 'ongoing' }]);
    const update = (body: unknown) => call('POST', `/offers/${offerId}/notices/${notice.id}/updates`, body);
    expect((await update({ text: 'Found it.', endsAt: '2099-01-01T00:00:00Z' })).status).toBe(201);
    expect((await update({ text: 'Done.', resolved: true })).body).toMatchObject({ state: 'ended' });
    expect((await update({ text: 'Again', resolved: true })).body).toMatchObject({ code: 'NoticeEnded' });
    expect(await feed()).toEqual([]);
    const [ended] = await feed('?state=all');
    expect(ended!.updates.map(({ text }) => text)).toEqual(['Found it.', 'Done.']);
    const own = publisherNotices.parse((await call('GET', '/offer-notices?state=all')).body).items;
    expect(own.map(({ id }) => id)).toContain(notice.id);
  });

  test('SUP-08 those who support customers read them: helpdesk agents too', async () => {
    const { tenantId } = await asSystem((work) => makePartner(work));
    const helpdesk = await accessToken(server.context, { tenantId, parts: ['direct'], roles: ['helpdesk_agent'] });
    expect((await call('GET', '/notices', undefined, helpdesk)).status).toBe(200);
    const customer = await tokenFor('customer', ['global_admin']);
    expect((await call('GET', '/notices', undefined, customer)).status).toBe(403);
  });

  test.each([
    [{ ...outage, title: '' }, 'InvalidInput'],
    [{ ...outage, kind: 'party' }, 'InvalidInput'],
    [{ ...outage, startsAt: 'yesterday' }, 'InvalidInput'],
    [{ ...outage, startsAt: '0000-01-01T00:00:00Z' }, 'InvalidInput'],
    [{ ...outage, endsAt: '9999-12-31T23:59:59-12:00' }, 'InvalidInput'],
    [{ ...outage, startsAt: '2026-12-01T25:00:00Z' }, 'InvalidInput'],
    [{ ...outage, text: 'a\u202Eb' }, 'InvalidInput'],
    [{ ...outage, text: '\u200B\u2060' }, 'InvalidInput'],
    [{ ...outage, other: 1 }, 'InvalidInput'],
    [{ ...outage, startsAt: '2026-12-02T00:00:00Z', endsAt: '2026-12-01T00:00:00Z' }, 'NoticeSpanRefused'],
  ])('the notice %j is refused as %s', async (body, code) => {
    const { offerId } = await aLiveOffer();
    const answer = await call('POST', `/offers/${offerId}/notices`, body);
    expect([answer.status, answer.body.code]).toEqual([400, code]);
  });
});

test('The name of a download is safe in its header, and exact for those who understand', () => {
  expect(attachment('Guide.pdf')).toBe(`attachment; filename="Guide.pdf"; filename*=UTF-8''Guide.pdf`);
  expect(attachment(`l'été "100%".pdf`)).toBe(
    `attachment; filename="l'ete _100__.pdf"; filename*=UTF-8''l%27%C3%A9t%C3%A9%20%22100%25%22.pdf`,
  );
});
