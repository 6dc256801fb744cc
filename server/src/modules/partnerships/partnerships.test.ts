/** Partnerships on a real database: invitations, their answers, and how they end. */
import { beforeAll, expect, test } from 'vitest';
import { setClock, testNow } from '../../../test/clock.ts';
import { somebodyWaits, useDatabase } from '../../../test/database.ts';
import { aPartner } from '../../../test/offers.ts';
import type { Actor } from '../../kernel/index.ts';
import {
  acceptInvitation,
  arePartners,
  declineInvitation,
  endPartnership,
  invitationsOf,
  inviteReseller,
  openInvitation,
  providersOf,
  removeAdministratorAccess,
  resellersOf,
  withdrawInvitation,
  type InvitationLink,
} from './index.ts';

const works = useDatabase();
const portal = 'https://partners.example';
const page = { sort: 'name', descending: false, search: '', filters: {}, size: 50 } as const;
let provider: Actor;
let reseller: Actor;

beforeAll(async () => {
  provider = await aPartner(works, { kind: 'provider', country: 'NL', name: 'Delta İ' });
  reseller = await aPartner(works, { kind: 'reseller', name: 'Boréal ß 株 ش Ё 🧊' });
});

const linkOf = (link: string): InvitationLink => {
  const [id, secret] = new URL(link).hash.slice(1).split('.');
  return { id: id!, secret: secret! };
};
const invite = async (actor = provider, wish: { email?: string; message?: string } = {}) =>
  linkOf((await works.as(actor, (work) => inviteReseller(work, { language: 'fr', portal, ...wish }))).link);
const asBound = <Result>(actor: Actor, body: Parameters<typeof works.runner.run<Result, never>>[1]) =>
  works.runner.run<Result, never>({ actor, system: true }, body);
const accept = (actor: Actor, link: InvitationLink) => asBound(actor, (work) => acceptInvitation(work, link, portal));
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (fault: { code: string }) => fault.code,
  );
const partners = (pair = [provider, reseller]) =>
  works.asSystem((work) =>
    arePartners(work, { providerTenantId: pair[0]!.tenantId, resellerTenantId: pair[1]!.tenantId }),
  );

test('IND-11 IND-12 IND-13 Only an indirect provider invites: the mail has the text it wrote and a link of its own, whose secret is kept nowhere', async () => {
  const message = 'Bonjour É, rejoignez-nous 🧊 : {link}';
  const link = await invite(provider, { email: 'rose@boreal.example', message });
  const { rows } = await works.pools.owner.query<{ text: string; links: string[] }>(
    `select text, links from mail where recipient = 'rose@boreal.example'`,
  );
  const address = `${portal}/partnership-invitation#${link.id}.${link.secret}`;
  expect(rows).toMatchObject([{ text: message.replace('{link}', address), links: [address] }]);
  const kept = await works.pools.owner.query<{ row: string }>(
    `select i::text as row from partnership_invitation i union all select e::text from event e`,
  );
  expect(kept.rows.filter(({ row }) => row.includes(link.secret))).toEqual([]);
  expect(link.secret.length).toBeGreaterThan(42);
  expect(await codeOf(invite(reseller))).toBe('NotAProvider');
  expect(await codeOf(invite(await aPartner(works)))).toBe('NotAProvider');
  expect(await codeOf(invite(provider, { message: 'Without it.' }))).toBe('InvalidInput');
  expect(await codeOf(invite(provider, { email: 'nobody' }))).toBe('InvalidInput');
  const unsigned = await aPartner(works, { kind: 'provider', signed: false });
  expect(await codeOf(invite(unsigned))).toBe('PartnerAgreementMissing');
  const restricted = await aPartner(works, { kind: 'provider', state: 'restricted' });
  expect(await codeOf(invite(restricted))).toBe('PartnerMayNotSell');
});

test('IND-14 IND-17 IND-18 IND-21 By the link the reseller authorises the provider: each is in the other’s list at once, with administrator access', async () => {
  const link = await invite();
  const opened = await asBound(reseller, (work) => openInvitation(work, link));
  expect(opened).toMatchObject({ provider: { name: 'Delta İ' }, refusal: undefined });
  expect(await partners()).toBe(false);
  await accept(reseller, link);
  const listed = await works.as(provider, (work) => resellersOf(work, { ...page, search: 'boreal ss' }));
  expect(listed).toMatchObject({
    total: 1,
    items: [{ tenantId: reseller.tenantId, name: 'Boréal ß 株 ش Ё 🧊', administratorAccess: true }],
  });
  const providers = await works.as(reseller, (work) => providersOf(work, page));
  expect(providers.items.map(({ tenantId }) => tenantId)).toEqual([provider.tenantId]);
  const { rows } = await works.pools.owner.query(
    `select actor_tenant_id, partner_tenant_id, aggregate_id from event where name = 'PartnershipAuthorized'`,
  );
  expect(rows).toEqual([
    { actor_tenant_id: reseller.tenantId, partner_tenant_id: provider.tenantId, aggregate_id: reseller.tenantId },
  ]);
});

test('IND-13 A link that was used, withdrawn, declined, has expired or another secret is refused, and nothing changes', async () => {
  const other = await aPartner(works, { kind: 'reseller' });
  const used = await invite();
  await accept(other, used);
  const third = await aPartner(works, { kind: 'reseller' });
  expect(await codeOf(accept(third, used))).toBe('InvitationUsed');
  const withdrawn = await invite();
  await works.as(provider, (work) => withdrawInvitation(work, withdrawn.id));
  expect(await codeOf(accept(third, withdrawn))).toBe('InvitationWithdrawn');
  expect(await codeOf(works.as(provider, (work) => withdrawInvitation(work, withdrawn.id)))).toBe('InvitationUsed');
  const foreign = await aPartner(works, { kind: 'provider' });
  const open = await invite();
  expect(await codeOf(works.as(foreign, (work) => withdrawInvitation(work, open.id)))).toBe('InvitationUnknown');
  expect(await codeOf(accept(third, { ...open, secret: `${open.secret.slice(0, -1)}_` }))).toBe('InvitationUnknown');
  expect(await codeOf(accept(third, { ...open, id: used.id }))).toBe('InvitationUnknown');
  expect(await codeOf(accept(third, { ...open, id: 'no-id' }))).toBe('InvitationUnknown');
  const declined = await invite();
  await asBound(third, (work) => declineInvitation(work, declined, portal));
  expect(await codeOf(accept(third, declined))).toBe('InvitationUsed');
  await setClock(works.pools.owner, testNow.add({ hours: 31 * 24 }).toString());
  expect(await codeOf(accept(third, open))).toBe('InvitationExpired');
  await setClock(works.pools.owner, testNow.toString());
  expect(await partners([provider, third])).toBe(false);
  const list = await works.as(provider, (work) =>
    invitationsOf(work, { ...page, sort: 'made', filters: { state: 'declined' } }),
  );
  expect(list.items.map(({ id }) => id)).toEqual([declined.id]);
});

test('ENR-54 IND-14 The wrong company is refused: another region, no reseller, not signed, restricted, and a partner already', async () => {
  const link = await invite();
  const refused = async (wishes: Parameters<typeof aPartner>[1]) => codeOf(accept(await aPartner(works, wishes), link));
  expect(await refused({ kind: 'reseller', country: 'US' })).toBe('InvitationOutsideRegion');
  expect(await refused({ kind: 'direct' })).toBe('InvitationToReseller');
  expect(await refused({ kind: 'provider' })).toBe('InvitationToReseller');
  expect(await refused({ kind: 'reseller', signed: false })).toBe('InvitationToReseller');
  expect(await refused({ kind: 'reseller', state: 'restricted' })).toBe('InvitationToReseller');
  expect(await codeOf(accept(reseller, link))).toBe('PartnershipExists');
  const { refusal } = await asBound(reseller, (work) => openInvitation(work, link));
  expect(refusal).toMatchObject({ code: 'PartnershipExists' });
  expect(await codeOf(accept(await aPartner(works, { kind: 'reseller', country: 'DE' }), link))).toBe('done');
});

test('Of two people who accept at once one does, and the other is told', async () => {
  const link = await invite();
  const [first, second] = [await aPartner(works, { kind: 'reseller' }), await aPartner(works, { kind: 'reseller' })];
  let late: Promise<string> | undefined;
  await asBound(first, async (work) => {
    await acceptInvitation(work, link, portal);
    late = codeOf(accept(second, link));
    await somebodyWaits(works);
  });
  expect(await late).toBe('InvitationUsed');
  expect([await partners([provider, first]), await partners([provider, second])]).toEqual([true, false]);
});

test('IND-22 The reseller takes the administrator access away and the partnership goes on; either side ends it, and it begins again by a new link', async () => {
  const remove = () => asBound(reseller, (work) => removeAdministratorAccess(work, provider.tenantId));
  await remove();
  await remove();
  const [listed] = (await works.as(reseller, (work) => providersOf(work, page))).items;
  expect(listed).toMatchObject({ tenantId: provider.tenantId, administratorAccess: false });
  expect(await partners()).toBe(true);
  const end = (actor: Actor, other: Actor, as: 'provider' | 'reseller') =>
    asBound(actor, (work) => endPartnership(work, { other: other.tenantId, as }));
  await end(reseller, provider, 'reseller');
  expect(await codeOf(end(provider, reseller, 'provider'))).toBe('PartnershipNotFound');
  expect(await codeOf(remove())).toBe('PartnershipNotFound');
  expect((await works.as(reseller, (work) => providersOf(work, page))).total).toBe(0);
  await accept(reseller, await invite());
  expect((await works.as(reseller, (work) => providersOf(work, page))).items[0]).toMatchObject({
    administratorAccess: true,
  });
  await end(provider, reseller, 'provider');
  expect(await partners()).toBe(false);
  const { rows } = await works.pools.owner.query<{ name: string; count: number }>(
    `select name, count(*)::int as count from event where aggregate_id = $1
       and name in ('AdministratorAccessRemoved', 'PartnershipEnded') group by name order by name`,
    [reseller.tenantId],
  );
  expect(rows).toEqual([
    { name: 'AdministratorAccessRemoved', count: 1 },
    { name: 'PartnershipEnded', count: 2 },
  ]);
});

test('A request sees its own partnerships and invitations, and writes none that another company accepts', async () => {
  const stranger = await aPartner(works, { kind: 'provider' });
  const seen = await works.as(stranger, (work) => work.prepared('test-seen', 'select from partnership_invitation', []));
  expect(seen).toEqual([]);
  const forged = works.as(stranger, (work) =>
    work.prepared(
      'test-forged',
      `insert into partnership (provider_tenant_id, reseller_tenant_id, state, since, accepted_by)
       values ($1, $2, 'active', '2027-01-15', $1)`,
      [stranger.tenantId, reseller.tenantId],
    ),
  );
  await expect(forged).rejects.toThrow(/permission denied/);
});
