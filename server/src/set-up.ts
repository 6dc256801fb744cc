/**
 * Who is there from the beginning: `set-up` makes the operator and its first person in an empty production database, and
 * `tenant add` further tenants for a pilot. Enrolment, where partners come by themselves, is another thing.
 */
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { isMailAddress, newSecret, systemActor, type TenantPart } from './kernel/index.ts';
import {
  createTenant,
  createUser,
  findOperator,
  hashNewPassword,
  type PasswordHash,
} from './modules/identity/index.ts';
import { createPartnerAccount } from './modules/partners/index.ts';
import type { Pools } from './platform/database.ts';
import { migrate } from './platform/migrate.ts';
import { StartError } from './platform/start-error.ts';
import { workRunner, type Work } from './platform/work.ts';
import { marketOf } from './programme/markets.ts';
import { locks } from './platform/locks.ts';

export const setUpUsage = `  set-up --name NAME --domain DOMAIN --country CC --admin ADDRESS
                                           make the operator and its first person in an empty database
  tenant add --part publisher --name NAME --domain DOMAIN --country CC --admin ADDRESS
  tenant add --part direct|provider … --partner-id DIGITS --agreement-signed YYYY-MM-DD
                                           make a tenant and its first person, for a pilot
     --language en|fr                      of organisation and person (en)
     --password-stdin                      take the password from standard input; else one is made and shown once`;

const options = {
  name: { type: 'string' },
  domain: { type: 'string' },
  country: { type: 'string' },
  admin: { type: 'string' },
  language: { type: 'string', default: 'en' },
  'password-stdin': { type: 'boolean', default: false },
} as const;

const tenantOptions = {
  ...options,
  part: { type: 'string' },
  'partner-id': { type: 'string' },
  'agreement-signed': { type: 'string' },
} as const;

interface NewTenant {
  readonly part: TenantPart;
  readonly name: string;
  /** Lower case. */
  readonly domain: string;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  /** Sign-in name and mail address of the first person. */
  readonly admin: string;
  readonly language: string;
  readonly partner?: { readonly mpnId: string; readonly agreementSignedOn: Temporal.PlainDate };
}

/** A command ready to run on a database, which it brings up to date first; what there is to say of what was made. */
type Command = (pools: Pools) => Promise<string>;

/** Reads the arguments of `set-up`, and the password. Throws StartError with every problem. */
export async function setUpCommand(args: readonly string[]): Promise<Command> {
  const { values } = parseArgs({ args: [...args], options });
  const tenant = checked(values, 'operator');
  return make(tenant, await givenPassword(values['password-stdin']));
}

/** Reads the arguments of `tenant add`, and the password. Throws StartError with every problem. */
export async function tenantCommand(args: readonly string[]): Promise<Command> {
  const { values } = parseArgs({ args: [...args], options: tenantOptions });
  const tenant = checked(values);
  return make(tenant, await givenPassword(values['password-stdin']));
}

type Given = Readonly<Partial<Record<keyof typeof tenantOptions, string | boolean>>>;

const domainShape = /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*$/;
const addable: readonly string[] = ['publisher', 'direct', 'provider'];

function checked(given: Given, fixedPart?: TenantPart): NewTenant {
  const word = (name: keyof Given) => String(given[name] ?? '').trim();
  const problems: string[] = [];
  const demand = (name: keyof Given, fine: boolean, what: string) => {
    if (!fine) problems.push(`--${name} ${what}`);
  };
  const [part, name, domain, country] = [
    fixedPart ?? word('part'),
    word('name'),
    word('domain').toLowerCase(),
    word('country').toUpperCase(),
  ];
  const sells = part === 'direct' || part === 'provider';
  const signed = dayOrNone(word('agreement-signed'));
  demand('part', part === fixedPart || addable.includes(part), 'must be publisher, direct or provider');
  demand('name', name !== '' && name.length <= 200, 'must be the name of the organisation');
  demand('domain', domainShape.test(domain), 'must be a domain such as operator.example');
  demand('country', marketOf(country, Temporal.Now.plainDateISO('UTC')) !== undefined, 'must be a country such as FR');
  demand('admin', isMailAddress(word('admin')), 'must be the mail address of the first person, who signs in with it');
  demand('language', ['en', 'fr'].includes(word('language')), 'must be en or fr');
  if (sells) {
    demand(
      'partner-id',
      /^\d{5,10}$/.test(word('partner-id')),
      'must be the PartnerID of the location: 5 to 10 digits',
    );
    demand(
      'agreement-signed',
      signed !== undefined,
      'must be the day the partner agreement was signed, not in the future',
    );
  }
  if (problems.length > 0)
    throw new StartError(`This cannot be made:\n${problems.map((line) => `  ${line}`).join('\n')}`);
  const tenant = { part: part as TenantPart, name, domain, country, admin: word('admin'), language: word('language') };
  return sells && signed ? { ...tenant, partner: { mpnId: word('partner-id'), agreementSignedOn: signed } } : tenant;
}

function dayOrNone(day: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  try {
    const read = Temporal.PlainDate.from(day, { overflow: 'reject' });
    return Temporal.PlainDate.compare(read, Temporal.Now.plainDateISO('UTC')) > 0 ? undefined : read;
  } catch {
    return undefined;
  }
}

/** The first line of standard input; undefined when one is to be made. Never an argument: those are seen by others. */
async function givenPassword(fromStdin: boolean): Promise<string | undefined> {
  if (!fromStdin) return undefined;
  if (process.stdin.isTTY)
    throw new StartError('--password-stdin takes the password from a file or a pipe, not typed.');
  return (await text(process.stdin)).split(/\r?\n/)[0]!;
}

function make(tenant: NewTenant, given: string | undefined): Command {
  const password = given ?? newSecret(15);
  return async (pools) => {
    const { part, name, admin } = tenant;
    const passwordHash = await hashNewPassword(password, admin);
    await migrate(pools);
    const tenantId = await workRunner(pools, new Map()).run({ actor: systemActor, system: true }, (work) =>
      makeTenant(work.inNameOf({ ...systemActor, name: 'command line' }), tenant, passwordHash),
    );
    const made = `${name} is there as ${part}, tenant ${tenantId}. ${admin} may sign in as its global administrator.`;
    return given === undefined ? `${made}\nPassword, shown this once: ${password}` : made;
  };
}

async function makeTenant(work: Work, tenant: NewTenant, passwordHash: PasswordHash): Promise<string> {
  await work.prepared('set-up-lock', 'select pg_advisory_xact_lock($1)', [locks.setUp]);
  const operator = await findOperator(work);
  if (tenant.part === 'operator' && operator)
    throw new StartError(`There is an operator already: ${operator.name} (${operator.domain}). Nothing was changed.`);
  if (tenant.part !== 'operator' && !operator) throw new StartError('There is no operator yet. Run set-up first.');
  const { part, partner, name, domain, country, language, admin } = tenant;
  const { id: tenantId } = await createTenant(work, { name, domain, country, language, parts: [part] });
  if (partner) {
    const { mpnId, agreementSignedOn } = partner;
    const agreementSignedAt = agreementSignedOn.toZonedDateTime('UTC').toInstant();
    const kind = part === 'provider' ? 'provider' : 'direct';
    await createPartnerAccount(work, { tenantId, name, kind, mpnId, country, agreementSignedAt });
  }
  await createUser(work, {
    tenantId,
    userPrincipalName: admin,
    displayName: admin.split('@')[0]!,
    email: admin,
    language,
    passwordHash,
    roles: ['global_admin'],
  });
  return tenantId;
}
