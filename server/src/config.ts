/** The only reader of the environment. Every problem is reported at once, each with what to do. */
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { isMailAddress } from './kernel/index.ts';
import { isLoopback } from './platform/known-hosts.ts';

const wholeNumber = (fallback: number, min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error }).default(fallback);
};

/** Reads `smtps://user:password@host:465`, or `smtp://host:25`, which turns to TLS by STARTTLS where that is offered. */
function smtpServer(text: string, context: z.RefinementCtx): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const rest = url ? `${url.pathname}${url.search}${url.hash}` : '';
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '' || !['', '/'].includes(rest)) {
    context.addIssue('must look like smtps://user:password@host:465 or smtp://host:25, with nothing behind');
    return z.NEVER;
  }
  const secure = url.protocol === 'smtps:';
  const server = { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || (secure ? 465 : 587), secure };
  if (url.username === '') return server;
  try {
    return { ...server, user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  } catch {
    context.addIssue('has a user or password with a stray %: write %25 for it');
    return z.NEVER;
  }
}

function instant(text: string, context: z.RefinementCtx): Temporal.Instant {
  try {
    return Temporal.Instant.from(text);
  } catch {
    context.addIssue('must be a moment in UTC such as 2027-01-15T10:00:00Z');
    return z.NEVER;
  }
}

function sender(text: string, context: z.RefinementCtx): MailSender {
  const match = /^(?:([^<>\p{Cc}]*)<([^<>]+)>|([^<>]+))$/u.exec(text.trim());
  const address = match?.[2] ?? match?.[3] ?? '';
  if (!isMailAddress(address)) {
    context.addIssue('must be an email address, or a name followed by one in angle brackets');
    return z.NEVER;
  }
  return { name: (match?.[1] ?? '').trim().replaceAll('"', ''), address };
}

/** Scheme, host and port as browsers write them: it is compared with what they send, and stands in links. */
function originText(text: string, context: z.RefinementCtx): string {
  const url = URL.parse(text);
  const bare =
    url && ['http:', 'https:'].includes(url.protocol) && url.hostname !== '' && url.href === `${url.origin}/`;
  if (bare) return url.origin;
  context.addIssue('must be scheme, host and port such as https://partners.example, with http or https and no path');
  return z.NEVER;
}

const proxyNames = ['loopback', 'linklocal', 'uniquelocal'];

/** Addresses and networks of proxies, e.g. `10.0.0.7, 192.0.2.0/24, loopback`. */
function proxyList(text: string, context: z.RefinementCtx): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  const known = (name: string) => {
    const [address = '', bits, ...rest] = name.split('/');
    const family = isIP(address);
    const fits =
      bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= (family === 4 ? 32 : 128));
    return proxyNames.includes(name) || (family !== 0 && fits && rest.length === 0);
  };
  if (names.every(known)) return names;
  context.addIssue(
    `must be addresses or networks such as 10.0.0.7, 192.0.2.0/24, or ${proxyNames.join(', ')}, with commas between`,
  );
  return z.NEVER;
}

const environment = z.object({
  PORT: wholeNumber(4380, 0, 65_535),
  HOST: z.string().default('127.0.0.1'),
  COMPTOIR_MODE: z.enum(['sandbox', 'production']).default('sandbox'),
  COMPTOIR_DATA: z.string().default('.comptoir'),
  /** Address clients use, when a proxy stands before us: scheme, host and port. */
  COMPTOIR_ORIGIN: z.string().transform(originText).optional(),
  /** Proxies whose X-Forwarded-For is believed. */
  COMPTOIR_TRUSTED_PROXIES: z.string().transform(proxyList).optional(),
  /** Said a second time, lets the sandbox listen beyond loopback and stand behind a public origin. */
  COMPTOIR_SANDBOX_EXPOSED: z.enum(['yes-i-know', '']).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  COMPTOIR_POOL: wholeNumber(10, 2, 200),
  COMPTOIR_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  /** Where the sandbox's clock stands when its world is made; the present moment unless set. */
  COMPTOIR_SANDBOX_START: z.string().transform(instant).optional(),
  /** Requests a partner may make in a minute at Partner Center's API; 0: no limit. */
  COMPTOIR_REQUESTS_PER_MINUTE: wholeNumber(0, 0, 1_000_000).optional(),
  /** Day of the month on which the month before is invoiced (rule G3: by the 8th). */
  COMPTOIR_INVOICE_DAY: wholeNumber(1, 1, 8),
  /** Folder of the standard contract's texts; the model that comes with Comptoir unless set. */
  COMPTOIR_STANDARD_CONTRACT: z.string().default(join(import.meta.dirname, 'programme/data/standard-contract')),
  /** Folder of the agreements that partners and publishers sign; the model that comes with Comptoir unless set. */
  COMPTOIR_AGREEMENTS: z.string().default(join(import.meta.dirname, 'programme/data/agreements')),
  /** File of companies by DUNS number (JSON); the sandbox has one with invented companies. */
  COMPTOIR_COMPANY_DIRECTORY: z.string().optional(),
  /** What seals the secrets that must be read again; the same for all processes of a database. */
  COMPTOIR_SECRET: z.string().min(32, 'must have at least 32 characters, chosen at random').optional(),
  /** For tests: an answer that its route does not declare becomes an error. */
  COMPTOIR_CHECK_ANSWERS: z.enum(['yes', '']).optional(),
  /** The server that takes our mail; problems never repeat the value, which holds a password. */
  COMPTOIR_SMTP_URL: z.string().transform(smtpServer).optional(),
  /** Whom mail comes from: `no-reply@operator.example` or `Name <no-reply@operator.example>`. */
  COMPTOIR_MAIL_FROM: z.string().transform(sender).optional(),
});

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
  readonly user?: string;
  readonly password?: string;
}

export interface MailSender {
  /** Empty when there is none. */
  readonly name: string;
  readonly address: string;
}

export interface Config {
  readonly mode: 'sandbox' | 'production';
  readonly host: string;
  readonly port: number;
  readonly origin: string | undefined;
  /** Addresses, networks or names of them (`loopback`) whose X-Forwarded-For says whom a request comes from; none: nobody's. */
  readonly trustedProxies: readonly string[];
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  /** Seals secrets that must be read again; undefined: the key in the data folder does. */
  readonly secret: string | undefined;
  readonly poolSize: number;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  readonly invoiceDay: number;
  /** Where the texts of the standard contract are. */
  readonly contractFolder: string;
  /** Where the agreements that partners and publishers sign are, each in a folder of its own. */
  readonly agreementsFolder: string;
  /** File of companies that enrolment looks up; undefined: none. */
  readonly companyDirectory: string | undefined;
  /** Where the clock of a new sandbox begins; undefined: at the present moment. */
  readonly sandboxStart: Temporal.Instant | undefined;
  readonly tls: boolean;
  /** Of one partner, at Partner Center's API; undefined: no limit. */
  readonly requestsPerMinute: number | undefined;
  /** Whether answers are held against what their routes declare. */
  readonly checkAnswers: boolean;
  /** Where mail is handed over; undefined: it is written and stays. Always undefined in the sandbox, which sends none. */
  readonly mail: { readonly server: SmtpServer; readonly from: MailSender } | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

export class ConfigError extends Error {}

/** The sandbox answers /sandbox routes without a token, so it serves this machine only unless told twice. */
function exposure(env: Env): string[] {
  const { HOST: host = '127.0.0.1', COMPTOIR_ORIGIN: origin = '' } = env;
  const { COMPTOIR_MODE: mode = 'sandbox', COMPTOIR_SANDBOX_EXPOSED: twice } = env;
  if (mode !== 'sandbox' || twice === 'yes-i-know') return [];
  const problems: string[] = [];
  if (!isLoopback(host)) {
    problems.push(
      `HOST: ${host} would open the sandbox, whose /sandbox routes ask for no token, to others. ` +
        `Use 127.0.0.1, or COMPTOIR_MODE=production, or say it twice with COMPTOIR_SANDBOX_EXPOSED=yes-i-know.`,
    );
  }
  const named = URL.parse(origin)?.hostname;
  if (named && !isLoopback(named)) {
    problems.push(
      `COMPTOIR_ORIGIN: ${origin} is no address of this machine alone, and the mode is sandbox: its passwords are public ` +
        `and its /sandbox routes ask for no token. Set COMPTOIR_MODE=production, or say it twice with ` +
        `COMPTOIR_SANDBOX_EXPOSED=yes-i-know.`,
    );
  }
  return problems;
}

/** A server without a sender, or the other way round, would send nothing. */
function halfMail({ COMPTOIR_SMTP_URL: server, COMPTOIR_MAIL_FROM: from }: Env): string[] {
  if ((server === undefined) === (from === undefined)) return [];
  const [given, missing] = server ? ['SMTP_URL', 'MAIL_FROM'] : ['MAIL_FROM', 'SMTP_URL'];
  return [`COMPTOIR_${missing}: must be set too, since COMPTOIR_${given} is. Mail needs both.`];
}

/** The sandbox brings invented companies; production looks up nothing unless told where. */
function companyDirectoryOf({ COMPTOIR_COMPANY_DIRECTORY: file, COMPTOIR_MODE: mode }: z.infer<typeof environment>) {
  if (file !== undefined) return resolve(file);
  return mode === 'sandbox' ? join(import.meta.dirname, 'programme/data/companies.json') : undefined;
}

/** As Partner Center documents it (wire contract, section 1.12); whoever tries the sandbox is not slowed down. */
const documentedRate = { production: 500, sandbox: 0 } as const;

/** Configuration from environment and flags. Throws one ConfigError that lists every problem. */
export function readConfig(env: Env, flags: readonly string[] = []): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  const problems = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  problems.push(...exposure(given), ...halfMail(given));
  if (!parsed.success || problems.length > 0) {
    throw new ConfigError(`The configuration cannot be used:\n${problems.map((line) => `  ${line}`).join('\n')}`);
  }
  const value = parsed.data;
  const { COMPTOIR_MODE: mode, COMPTOIR_SMTP_URL: server, COMPTOIR_MAIL_FROM: from } = value;
  return {
    mode,
    host: value.HOST,
    port: value.PORT,
    origin: value.COMPTOIR_ORIGIN,
    trustedProxies: value.COMPTOIR_TRUSTED_PROXIES ?? [],
    dataFolder: resolve(value.COMPTOIR_DATA),
    databaseUrl: value.DATABASE_URL,
    secret: value.COMPTOIR_SECRET,
    poolSize: value.COMPTOIR_POOL,
    logLevel: value.COMPTOIR_LOG,
    invoiceDay: value.COMPTOIR_INVOICE_DAY,
    contractFolder: resolve(value.COMPTOIR_STANDARD_CONTRACT),
    agreementsFolder: resolve(value.COMPTOIR_AGREEMENTS),
    companyDirectory: companyDirectoryOf(value),
    sandboxStart: value.COMPTOIR_SANDBOX_START,
    tls: flags.includes('--tls'),
    requestsPerMinute: (value.COMPTOIR_REQUESTS_PER_MINUTE ?? documentedRate[mode]) || undefined,
    checkAnswers: value.COMPTOIR_CHECK_ANSWERS === 'yes',
    mail: mode === 'production' && server && from ? { server, from } : undefined,
  };
}
