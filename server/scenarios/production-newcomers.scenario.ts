/**
 * Production on an empty database: after the operator's own set-up a publisher, a provider, a reseller and a customer come in
 * by what the portal calls alone, each by a sign-up of its own; no command line, and nothing of the sandbox.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { client, type Client } from '../../scripts/story/client.ts';
import { aMailServer, type MailServer } from '../test/mail-server.ts';
import { signedInAt, type SignedIn } from '../test/signed-in-at.ts';
import { aHouse, type House } from './child.ts';

let post: MailServer;
let house: House;
let operator: Client;
beforeAll(async () => {
  post = await aMailServer();
  house = await aHouse({
    COMPTOIR_MODE: 'production',
    COMPTOIR_SMTP_URL: `smtp://127.0.0.1:${post.mail.server.port}`,
    COMPTOIR_MAIL_FROM: 'no-reply@operator.example',
  });
});
afterAll(async () => {
  await house.remove();
  await post.close();
});

const password = 'Une longue phrase 27';
const kinds = ['publisher', 'provider', 'reseller'] as const;
const mailOf = (who: string) => `ada@${who}.example`;

async function signIn(who: string): Promise<SignedIn & { readonly api: Client }> {
  const signed = await signedInAt(house.origin, mailOf(who), password);
  if (!signed) throw new Error(`${who} cannot sign in`);
  return { ...signed, api: client(house.origin, signed.token) };
}

/** What stands behind `#` in the newest mail to somebody with a link of a page, once it is delivered. */
async function linkOf(who: string, page: string): Promise<string> {
  const wanted = new RegExp(`${page}#(\\S+)`);
  const found = () =>
    post.received
      .filter(({ to }) => to.includes(mailOf(who)))
      .map(({ bodies }) => wanted.exec(bodies.get('text/plain') ?? '')?.[1])
      .findLast((token) => token !== undefined);
  for (let round = 0; round < 3000 && !found(); round += 1) await pause(20);
  return found() ?? Promise.reject(new Error(`no mail with ${page} came to ${mailOf(who)}`));
}

test('ENR-09 ENR-17 AZP-62 After set-up four companies sign up by mail, and the operator nominates one as provider', async () => {
  const anna = ['--name', 'Comptoir SA', '--domain', 'operator.example', '--country', 'FR'];
  const { said } = await house.run('set-up', ...anna, '--admin', 'anna@operator.example');
  house.launch();
  await house.ready();
  const signed = await signedInAt(house.origin, 'anna@operator.example', /once: (\S+)/.exec(said)![1]!);
  operator = client(house.origin, signed!.token);
  const nobody = client(house.origin);
  for (const who of [...kinds, 'customer']) {
    const name = { companyName: `Éclair ${who} İß 株`, firstName: 'Ada', lastName: 'Ёлкина' };
    await nobody.send('POST', '/comptoir/v1/sign-up', { ...name, country: 'FR', email: mailOf(who), language: 'fr' });
  }
  for (const who of [...kinds, 'customer']) {
    const body = { token: await linkOf(who, '/sign-up/confirm'), password };
    await nobody.send('POST', '/comptoir/v1/sign-up/confirm', body);
  }
  const { tenant } = await signIn('provider');
  await operator.send('POST', '/comptoir/v1/operator/nominations', { domain: tenant.domain, note: 'A proven record' });
  await expect(nobody.get('/sandbox/v1/world')).rejects.toThrow('404');
});

const place = { addressLine1: '12 rue des Lilas', city: 'Nantes', postalCode: '44000' };

test('ENR-19 ENR-26 ENR-39 ENR-44 ENR-49 AZP-62 Publisher, provider and reseller enrol, are verified and sign', async () => {
  for (const kind of kinds) {
    const { api } = await signIn(kind);
    const { revision } = await api.send<{ revision: number }>('POST', '/comptoir/v1/enrolments', { kind });
    if (kind !== 'publisher') {
      const location = { name: 'Nantes', country: 'FR', address: place };
      const { mpnId } = await api.send<{ mpnId: string }>('POST', '/comptoir/v1/locations', location);
      await api.send('PUT', `/comptoir/v1/enrolments/${kind}/partner-id`, { mpnId });
    }
    const phoneNumber = '+33 2 40 00 00 00';
    const profile = {
      company: { name: `Éclair ${kind} İß 株`, address: place },
      business: {},
      primaryContact: { firstName: 'Ada', lastName: 'Ёлкина', email: mailOf(kind), phoneNumber, language: 'fr' },
      supportContact: { email: mailOf(kind), phoneNumber },
    };
    await api.send('PUT', `/comptoir/v1/enrolments/${kind}/draft`, { revision, profile });
    await api.send('POST', `/comptoir/v1/enrolments/${kind}/submit`);
  }
  for (const kind of kinds) {
    const token = await linkOf(kind, '/enrolment/confirm');
    await client(house.origin).send('POST', '/comptoir/v1/enrolment-confirmation/confirm', { token });
    const { tenant } = await signIn(kind);
    const desk = `/comptoir/v1/operator/enrolments/${tenant.id}/${kind}`;
    const read = await operator.get<{ revision: number }>(desk);
    for (const check of ['email_domain', 'employment_verification', 'business_verification', 'due_diligence']) {
      await operator.send('POST', `${desk}/checks/${check}`, { revision: read.revision, state: 'passed' });
    }
    await operator.send('POST', `${desk}/approve`, { revision: read.revision });
    const { api } = await signIn(kind);
    const { items } = await api.get<{ items: { region: string; version: string }[] }>('/comptoir/v1/agreements');
    const { region, version } = items[0]!;
    const name = kind === 'publisher' ? 'publisher' : 'partner';
    await api.send('POST', `/comptoir/v1/agreements/${name}/accept`, { region, version });
  }
  expect((await signIn('publisher')).permissions).toContain('offers.manage');
  expect((await signIn('provider')).permissions).toContain('subscriptions.buy');
  expect((await signIn('reseller')).permissions).toContain('partnerships.accept');
});

test('IND-10 IND-11 IND-14 IND-25 AZP-49 The provider invites the reseller, and a customer takes both on', async () => {
  const [provider, reseller, customer] = [await signIn('provider'), await signIn('reseller'), await signIn('customer')];
  const linkIn = ({ link }: { link: string }) => {
    const [id, secret] = new URL(link).hash.slice(1).split('.');
    return { id, secret };
  };
  const invited = linkIn(await provider.api.send('POST', '/comptoir/v1/partnership-invitations', {}));
  const acceptance = { secret: invited.secret, acknowledged: true };
  await reseller.api.send('POST', `/comptoir/v1/invitations/${invited.id}/accept`, acceptance);
  const wish = { email: mailOf('customer'), providerTenantId: provider.tenant.id };
  const asked = linkIn(await reseller.api.send('POST', '/comptoir/v1/relationship-requests', wish));
  await customer.api.send('POST', '/comptoir/v1/own-partners', {
    request: { requestId: asked.id, secret: asked.secret },
    company: { firstName: 'Ada', lastName: 'Ёлкина', email: mailOf('customer'), address: place },
  });
  const partners = await (await signIn('customer')).api.get<{ items: { kind: string }[] }>('/comptoir/v1/own-partners');
  expect(partners.items.map(({ kind }) => kind).toSorted()).toEqual(['provider', 'reseller']);
  const own = await (
    await signIn('provider')
  ).api.get<{ items: { companyProfile: { tenantId: string } }[] }>('/v1/customers');
  expect(own.items.map(({ companyProfile }) => companyProfile.tenantId)).toEqual([customer.tenant.id]);
});
