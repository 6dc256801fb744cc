/**
 * A company's way from the welcome page to its first order through a provider, over the public APIs: work account, enrolment,
 * verification, agreement, partnership; then the two-tier chain with it as the reseller, for a customer that signed up too.
 */
import type { World } from '@comptoir/contracts/sandbox';
import { CallError, client, signedIn, tenantOf, userToken, type Client } from './client.ts';
import type { Tell } from './play.ts';
import { playChain, type Company, type Reseller, type TwoTierStory } from './two-tier.ts';

interface Items<Item> {
  readonly items: readonly Item[];
}

interface Stage {
  readonly origin: string;
  readonly world: World;
  readonly sandbox: Client;
  readonly tell: Tell;
}

interface Newcomer {
  readonly name: string;
  readonly email: string;
  /** Signed in anew, with what the organisation may by now. */
  readonly signIn: () => Promise<Client>;
}

const address = { addressLine1: '12 rue des Lilas', addressLine2: '', city: 'Nantes', state: '', postalCode: '44000' };
const phoneNumber = '+33 2 40 00 00 00';

/** Plays it; throws with what was answered when a step goes wrong. */
export async function playNewcomer(origin: string, tell: Tell): Promise<TwoTierStory> {
  const sandbox = client(origin);
  const world = await sandbox.get<World>('/sandbox/v1/world');
  const stage = { origin, world, sandbox, tell };
  const ada = await signUp(stage, 'Éclair İß 株');
  const mpnId = await enrol(stage, ada);
  await verify(stage, ada);
  await sign(stage, ada);
  const provider = client(origin, await userToken(origin, tenantOf(world, 'provider'), 'global_admin'));
  await connect(stage, ada, provider);
  const reseller: Reseller = { name: ada.name, mpnId, administrator: await ada.signIn() };
  const company = await aNewCustomer(stage);
  return playChain({ origin, world, sandbox, provider, reseller, company }, tell);
}

/** The link of the newest mail to somebody. */
async function linkTo({ sandbox }: Stage, email: string): Promise<URL> {
  const { items } = await sandbox.get<Items<{ links: string[] }>>(
    `/sandbox/v1/mailbox?to=${encodeURIComponent(email)}`,
  );
  const link = items[0]?.links[0];
  if (!link) throw new CallError(`no mail with a link came to ${email}`);
  return new URL(link);
}

const token = async (stage: Stage, email: string) => (await linkTo(stage, email)).hash.slice(1);

async function signUp(stage: Stage, prefix: string): Promise<Newcomer> {
  const { sandbox, origin, tell } = stage;
  const unique = Date.now().toString(36);
  const name = `${prefix} ${unique}`;
  const email = `ada@n${unique}.example`;
  const asked = { companyName: name, country: 'FR', firstName: 'Ada', lastName: 'Ёлкина', email, language: 'fr' };
  await sandbox.send('POST', '/comptoir/v1/sign-up', asked);
  const confirmed = { token: await token(stage, email), password: 'Une longue phrase 27' };
  await sandbox.send('POST', '/comptoir/v1/sign-up/confirm', confirmed);
  tell('A company asks for a work account, and makes it by the link of the mail', `${name}, ${email}`);
  return { name, email, signIn: () => signedIn(origin, email) };
}

/** A PartnerID of its own, the draft, and the mail to the primary contact. Answers the PartnerID. */
async function enrol(stage: Stage, { name, email, signIn }: Newcomer): Promise<string> {
  const own = await signIn();
  const { revision } = await own.send<{ revision: number }>('POST', '/comptoir/v1/enrolments', { kind: 'reseller' });
  const place = { name: 'Nantes', country: 'FR', address };
  const { mpnId } = await own.send<{ mpnId: string }>('POST', '/comptoir/v1/locations', place);
  await own.send('PUT', '/comptoir/v1/enrolments/reseller/partner-id', { mpnId });
  const profile = {
    company: { name, address },
    business: {},
    primaryContact: { firstName: 'Ada', lastName: 'Ёлкина', email, phoneNumber, language: 'fr' },
    supportContact: { email, phoneNumber },
  };
  await own.send('PUT', '/comptoir/v1/enrolments/reseller/draft', { revision, profile });
  await own.send('POST', '/comptoir/v1/enrolments/reseller/submit');
  const confirmed = { token: await token(stage, email) };
  await stage.sandbox.send('POST', '/comptoir/v1/enrolment-confirmation/confirm', confirmed);
  stage.tell('It enrols as an indirect reseller, and its contact confirms the address', `PartnerID ${mpnId}`);
  return mpnId;
}

interface Pending {
  readonly tenantId: string;
  readonly companyName: string;
  readonly expectedOn: string;
}

const checks = ['email_domain', 'employment_verification', 'business_verification', 'due_diligence'];

/** On the last of the five business days. */
async function verify({ origin, world, sandbox, tell }: Stage, { name }: Newcomer): Promise<void> {
  const operator = client(origin, await userToken(origin, tenantOf(world, 'operator'), 'global_admin'));
  const path = `/comptoir/v1/operator/enrolments?status=pending&search=${encodeURIComponent(name)}`;
  const waits = (await operator.get<Items<Pending>>(path)).items.find(({ companyName }) => companyName === name);
  if (!waits) throw new CallError(`${name} does not wait at the vetting desk`);
  await sandbox.send('POST', '/sandbox/v1/clock', { now: `${waits.expectedOn}T09:00:00Z` });
  const desk = `/comptoir/v1/operator/enrolments/${waits.tenantId}/reseller`;
  const { revision } = await operator.get<{ revision: number }>(desk);
  const decision = { revision, state: 'passed', note: 'seen' };
  for (const check of checks) await operator.send('POST', `${desk}/checks/${check}`, decision);
  await operator.send('POST', `${desk}/approve`, { revision });
  tell('The operator verifies the company, within five business days', `decided on ${waits.expectedOn}`);
}

async function sign({ tell }: Stage, { signIn }: Newcomer): Promise<void> {
  const own = await signIn();
  const { items } = await own.get<Items<{ region: string; version: string }>>('/comptoir/v1/agreements');
  const { region, version } = items[0]!;
  await own.send('POST', '/comptoir/v1/agreements/partner/accept', { region, version, language: 'fr' });
  const { programmeStatus } = await own.get<{ programmeStatus: string }>('/comptoir/v1/enrolments/reseller');
  tell('A global administrator accepts the partner agreement', `region ${region}, status ${programmeStatus}`);
}

async function connect(stage: Stage, { email, name, signIn }: Newcomer, provider: Client): Promise<void> {
  await provider.send('POST', '/comptoir/v1/partnership-invitations', { email, language: 'fr' });
  const [id, secret] = (await linkTo(stage, email)).hash.slice(1).split('.');
  const accepted = { secret, acknowledged: true };
  const own = await signIn();
  await own.send('POST', `/comptoir/v1/invitations/${id}/accept`, accepted);
  stage.tell('A provider invites it, and it authorises the provider', `${name} is an indirect reseller now`);
}

/** A company that signs up and becomes a customer as it accepts its first partners. */
async function aNewCustomer(stage: Stage): Promise<Company> {
  const { email, signIn } = await signUp(stage, 'Librairie des Quais');
  const { tenant } = await (await signIn()).get<{ tenant: { id: string } }>('/comptoir/v1/me');
  const { addressLine1, city, postalCode } = address;
  const tells = { firstName: 'Ada', lastName: 'Ёлкина', email, address: { addressLine1, city, postalCode } };
  return { id: tenant.id, email, signIn, tells };
}
