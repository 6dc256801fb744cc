/** Makes the demo world through the same use cases that people and programs call. On a database that has it, nothing. */
import { createHash } from 'node:crypto';
import { decimal, monthOf, newSecret, systemActor } from '../kernel/index.ts';
import { agreementTemplates, confirmAgreement, purchaseAgreement } from '../modules/customers/index.ts';
import {
  createApplication,
  createTenant,
  createUser,
  findUserByName,
  hashPassword,
  listTenants,
  type PasswordHash,
} from '../modules/identity/index.ts';
import { recordRates } from '../modules/exchange-rates/index.ts';
import { createOffer, publisherOffers, publishOffer, saveDraft } from '../modules/offers/index.ts';
import { createPartnerAccount } from '../modules/partners/index.ts';
import { onboardCustomer, oneTimePassword, type OneTimePassword } from '../modules/relationships/index.ts';
import { requestChange } from '../modules/support/index.ts';
import type { Context } from '../platform/context.ts';
import type { Work } from '../platform/work.ts';
import { demoApplicants, makeApplicants } from './applicants.ts';
import { makeDelegations } from './delegations.ts';
import { makeMaterial } from './material.ts';
import { demoOffers } from './offers.ts';
import { demoCustomers, demoPassword, demoTenants, type DemoTenant } from './people.ts';
import { demoPartners } from './partners.ts';
import { makePartnerships, sellerOf } from './partnerships.ts';
import { makePrivateOffer } from './private-offers.ts';
import { keepProfiles } from './profiles.ts';
import { demoRequests } from './requests.ts';
import { keepWorld, type WorldTenant } from './world.ts';
import { locks } from '../platform/locks.ts';

/** Hashed before the transaction opens. */
interface Passwords {
  /** Everybody's in the demo world, and everybody knows it. */
  readonly demo: PasswordHash;
  /** One for each customer's administrator. */
  readonly customers: readonly OneTimePassword[];
}

interface Made {
  readonly tenants: Map<string, string>;
  readonly applications: Map<string, string>;
  readonly world: WorldTenant[];
}

/** Ids of the demo world are the same everywhere, so that examples in the documentation can be pasted. */
function demoId(text: string): string {
  const hex = createHash('sha256').update(`comptoir-demo/${text}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Seeds an empty database in one transaction; true when it did. */
export async function seedDemoWorld(context: Pick<Context, 'runner' | 'origin'>): Promise<boolean> {
  if (!(await isEmpty(context))) return false;
  const passwords = await demoPasswords();
  return context.runner.run({ actor: systemActor, system: true }, async (work) => {
    await work.prepared('seed-lock', 'select pg_advisory_xact_lock($1)', [locks.seed]);
    if ((await listTenants(work)).length > 0) return false;
    const made: Made = { tenants: new Map(), applications: new Map(), world: [] };
    for (const tenant of demoTenants) await makeTenant(work, tenant, passwords.demo, made);
    await makePartners(work);
    await makePartnerships({
      delta: actingAs(work, made, 'delta'),
      boreal: actingAs(work, made, 'boreal'),
      havre: sellerOf(work, demoId('tenant/havre')),
      portal: context.origin(),
    });
    await makeRates(work);
    await makeOffers(work, made, context.origin());
    const harbour = actingAs(work, made, 'harbour');
    await makePrivateOffer(harbour, made.tenants.get('delta')!);
    await makeRequests(work, made);
    await makeCustomers(work, passwords.customers, made);
    await makeDelegations({
      asPartner: actingAs(work, made, 'azur'),
      asGranting: await asAdministrator(work, made, 'clinique-alpages'),
      waitingTenantId: customerOf(made, 'scierie-du-lac').id,
      portal: context.origin(),
    });
    for (const tenant of demoApplicants) await makeTenant(work, tenant, passwords.demo, made);
    await makeApplicants({
      of: (key) => actingAs(work, made, key),
      operator: actingAs(work, made, 'operator'),
      portal: context.origin(),
    });
    await keepWorld(work, { tenants: made.world });
    return true;
  });
}

async function isEmpty({ runner }: Pick<Context, 'runner'>): Promise<boolean> {
  const tenants = await runner.run({ actor: systemActor, system: true }, (work) => listTenants(work));
  return tenants.length === 0;
}

async function demoPasswords(): Promise<Passwords> {
  const customers: OneTimePassword[] = [];
  for (const _customer of demoCustomers) customers.push(await oneTimePassword());
  return { demo: await hashPassword(demoPassword), customers };
}

async function makeTenant(work: Work, demo: DemoTenant, passwordHash: PasswordHash, made: Made): Promise<void> {
  const id = demoId(`tenant/${demo.key}`);
  const { name, domain, country, language, parts } = demo;
  await createTenant(work, { id, name, domain, country, language, parts });
  made.tenants.set(demo.key, id);
  const kind = parts.find((part) => part === 'direct' || part === 'provider' || part === 'reseller');
  if (kind)
    await createPartnerAccount(work, {
      tenantId: id,
      name,
      kind,
      mpnId: demo.mpnId!,
      country,
      agreementSignedAt: work.now,
      ...demo.presence,
    });
  await keepProfiles(work, id, demo);
  const users: WorldTenant['users'] = [];
  for (const user of demo.users) {
    const userPrincipalName = `${user.name}@${domain}`;
    await createUser(work, {
      id: demoId(`user/${userPrincipalName}`),
      tenantId: id,
      userPrincipalName,
      displayName: user.display,
      email: userPrincipalName,
      language,
      passwordHash,
      roles: user.roles,
    });
    users.push({ userPrincipalName, password: demoPassword, roles: [...user.roles] });
  }
  const apps: WorldTenant['apps'] = [];
  if (demo.application) {
    const clientId = demoId(`application/${demo.key}`);
    const clientSecret = newSecret();
    await createApplication(work, { clientId, tenantId: id, name: demo.application, secret: clientSecret });
    made.applications.set(demo.key, clientId);
    apps.push({ name: demo.application, clientId, clientSecret });
  }
  made.world.push({
    id,
    name,
    domain,
    country,
    parts: [...parts],
    ...(demo.mpnId ? { mpnId: demo.mpnId } : {}),
    apps,
    users,
  });
}

/** PartnerIDs of the further partners are this one and those after it. */
const firstMpnId = 4_380_201;

async function makePartners(work: Work): Promise<void> {
  for (const [index, { key, name, country, kind = 'direct', ...presence }] of demoPartners.entries()) {
    const tenantId = demoId(`tenant/${key}`);
    const domain = `${key}.example`;
    await createTenant(work, { id: tenantId, name, domain, country, parts: [kind] });
    await createPartnerAccount(work, {
      tenantId,
      name,
      kind,
      country,
      mpnId: String(firstMpnId + index),
      agreementSignedAt: work.now,
      website: `https://${domain}`,
      ...presence,
    });
  }
}

/** Invented rates: US dollars for one unit. */
const usdPerUnit = {
  USD: '1',
  EUR: '1.0800',
  GBP: '1.2600',
  CHF: '1.1200',
  SEK: '0.0940',
  NOK: '0.0930',
  DKK: '0.1448',
};

async function makeRates(work: Work): Promise<void> {
  const rates = Object.entries(usdPerUnit).map(([currency, rate]) => ({ currency, usdPerUnit: decimal(rate) }));
  await recordRates(work, { month: monthOf(work.now), rates });
}

async function makeOffers(work: Work, made: Made, origin: string): Promise<void> {
  for (const demo of demoOffers) {
    const tenantId = made.tenants.get(demo.publisher)!;
    const applicationId = made.applications.get(demo.publisher)!;
    const asPublisher = actingAs(work, made, demo.publisher);
    const offer = await createOffer(asPublisher, {
      kind: demo.kind ?? 'saas',
      externalId: demo.externalId,
      name: demo.name,
    });
    const document = demo.document({ origin, tenantId, applicationId, tenants: made.tenants });
    const saved = await saveDraft(asPublisher, { offerId: offer.offerId, revision: offer.revision, document });
    await publishOffer(asPublisher, { offerId: offer.offerId, revision: saved.revision }, { localAddresses: true });
    await makeMaterial(asPublisher, offer);
  }
}

async function makeRequests(work: Work, made: Made): Promise<void> {
  for (const demo of demoRequests) {
    const asPublisher = actingAs(work, made, demo.publisher);
    const [offer] = (
      await publisherOffers(asPublisher, {
        sort: 'name',
        descending: false,
        search: '',
        filters: { externalId: demo.offer },
        size: 1,
      })
    ).items;
    await requestChange(asPublisher, {
      offerId: offer!.offerId,
      productVersion: 'liveOfferManagement',
      category: offer!.kind,
      problem: 'updateExistingOffer',
      title: 'Deauthorize CSP',
      description: demo.description,
      contact: demo.contact,
      change: {
        kind: 'changeOption',
        to: 'selected',
        partnerTenantIds: demo.partners.map((partner) => made.tenants.get(partner)!),
      },
    });
  }
}

async function makeCustomers(work: Work, passwords: readonly OneTimePassword[], made: Made): Promise<void> {
  for (const [index, demo] of demoCustomers.entries()) {
    const partner = made.world.find((one) => one.id === made.tenants.get(demo.partner))!;
    const asPartner = actingAs(work, made, demo.partner);
    const { first: firstName, last: lastName } = demo.contact;
    const email = `${firstName.toLowerCase()}@${demo.prefix}.example`;
    const domain = `${demo.prefix}.onmicrosoft.com`;
    const { customer, credentials } = await onboardCustomer(asPartner, {
      domain,
      password: passwords[index]!,
      ...(demo.reseller ? { associatedPartnerId: made.tenants.get(demo.reseller)! } : {}),
      billingProfile: {
        email,
        firstName,
        lastName,
        culture: demo.culture,
        language: demo.language,
        companyName: demo.company,
        defaultAddress: {
          country: demo.country,
          city: demo.city,
          postalCode: demo.postalCode,
          addressLine1: demo.street,
          firstName,
          lastName,
          ...(demo.state ? { state: demo.state } : {}),
        },
      },
    });
    if (demo.agreed) {
      const dateAgreed = work.now.toZonedDateTimeISO('UTC').toPlainDate();
      const templateId = agreementTemplates.find((template) => template.type === purchaseAgreement)!.id;
      await confirmAgreement(asPartner, {
        partnerTenantId: partner.id,
        partnerName: partner.name,
        customer,
        templateId,
        dateAgreed,
        primaryContact: { firstName, lastName, email },
      });
    }
    const user = {
      userPrincipalName: `${credentials.userName}@${domain}`,
      password: credentials.password,
      roles: ['global_admin'],
    };
    made.world.push({
      id: customer.tenantId,
      name: demo.company,
      domain,
      country: demo.country,
      parts: ['customer'],
      apps: [],
      users: [user],
    });
  }
}

/** In the name of the tenant's first user, whom histories then name. */
function actingAs(work: Work, made: Made, key: string): Work {
  const tenant = made.world.find(({ id }) => id === made.tenants.get(key))!;
  const name = tenant.users[0]!.userPrincipalName;
  return work.inNameOf({
    kind: 'user',
    tenantId: tenant.id,
    userId: demoId(`user/${name}`),
    name,
    parts: new Set(tenant.parts as DemoTenant['parts']),
    roles: new Set(['global_admin', 'admin_agent']),
  });
}

function customerOf(made: Made, prefix: string): WorldTenant {
  return made.world.find(({ domain }) => domain.startsWith(`${prefix}.`))!;
}

/** In the name of a customer's administrator. */
async function asAdministrator(work: Work, made: Made, prefix: string): Promise<Work> {
  const tenant = customerOf(made, prefix);
  const user = (await findUserByName(work, tenant.users[0]!.userPrincipalName))!;
  return work.inNameOf({
    kind: 'user',
    tenantId: tenant.id,
    userId: user.id,
    name: user.userPrincipalName,
    parts: new Set(['customer']),
    roles: new Set(user.roles),
  });
}
