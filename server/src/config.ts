/** The only reader of the environment. Every problem is reported at once, each with what to do. */
import { resolve } from 'node:path';
import { z } from 'zod';

const wholeNumber = (fallback: number, min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error }).default(fallback);
};

const environment = z.object({
  PORT: wholeNumber(4380, 0, 65_535),
  HOST: z.string().default('127.0.0.1'),
  COMPTOIR_MODE: z.enum(['sandbox', 'production']).default('sandbox'),
  COMPTOIR_DATA: z.string().default('.comptoir'),
  /** Address clients use, when a proxy stands before us: scheme, host and port. */
  COMPTOIR_ORIGIN: z.url().optional(),
  /** Said a second time, lets the sandbox listen beyond loopback. */
  COMPTOIR_SANDBOX_EXPOSED: z.enum(['yes-i-know', '']).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  COMPTOIR_POOL: wholeNumber(10, 2, 200),
  COMPTOIR_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  /** Day of the month on which the month before is invoiced (rule G3: by the 8th). */
  COMPTOIR_INVOICE_DAY: wholeNumber(1, 1, 8),
});

export interface Config {
  readonly mode: 'sandbox' | 'production';
  readonly host: string;
  readonly port: number;
  readonly origin: string | undefined;
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  readonly poolSize: number;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  readonly invoiceDay: number;
  readonly tls: boolean;
}

export class ConfigError extends Error {}

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** The sandbox answers /sandbox routes without a token, so it listens on loopback only unless told twice. */
function exposure(env: Readonly<Record<string, string | undefined>>): string[] {
  const { HOST: host = '127.0.0.1', COMPTOIR_MODE: mode = 'sandbox', COMPTOIR_SANDBOX_EXPOSED: twice } = env;
  if (mode !== 'sandbox' || loopback.has(host) || twice === 'yes-i-know') return [];
  return [
    `HOST: ${host} would open the sandbox, whose /sandbox routes ask for no token, to others. ` +
      `Use 127.0.0.1, or COMPTOIR_MODE=production, or say it twice with COMPTOIR_SANDBOX_EXPOSED=yes-i-know.`,
  ];
}

/** Configuration from environment and flags. Throws one ConfigError that lists every problem. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, flags: readonly string[] = []): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  const problems = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  problems.push(...exposure(given));
  if (!parsed.success || problems.length > 0) {
    throw new ConfigError(`The configuration cannot be used:\n${problems.map((line) => `  ${line}`).join('\n')}`);
  }
  const value = parsed.data;
  return {
    mode: value.COMPTOIR_MODE,
    host: value.HOST,
    port: value.PORT,
    origin: value.COMPTOIR_ORIGIN?.replace(/\/$/, ''),
    dataFolder: resolve(value.COMPTOIR_DATA),
    databaseUrl: value.DATABASE_URL,
    poolSize: value.COMPTOIR_POOL,
    logLevel: value.COMPTOIR_LOG,
    invoiceDay: value.COMPTOIR_INVOICE_DAY,
    tls: flags.includes('--tls'),
  };
}
