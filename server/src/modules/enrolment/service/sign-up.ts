/**
 * "Create a work account" (rules B3, ENR-09): whoever asks gets a mail, and the account is made when its link is followed and
 * a password chosen. Nothing tells whether an address has an account already.
 */
import {
  fitsSecret,
  dayOf,
  newId,
  systemActor,
  newLinkToken,
  readLinkToken,
  type Fault,
  writtenLanguageOf,
} from '../../../kernel/index.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { Work, WorkRunner } from '../../../platform/work.ts';
import { companyNameVerdict } from '../../../programme/company-names.ts';
import { marketOf } from '../../../programme/markets.ts';
import { rules } from '../../../programme/rules/index.ts';
import {
  createTenant,
  createUser,
  findTenantByDomain,
  findUserByName,
  hashNewPassword,
  operatorTenant,
  type PasswordHash,
} from '../../identity/index.ts';
import { signUpKnownMail, signUpMail } from '../domain/mails.ts';
import type { EnrolmentEvents } from '../events.ts';
import { enrolmentFault } from '../faults.ts';
import {
  countSignUps,
  deleteEndedSignUps,
  insertSignUp,
  markSignUpUsed,
  selectSignUp,
  type SignUp,
} from '../store/links.ts';
import { pages } from './mail.ts';
import { linkRefused } from './submit.ts';

export interface NewSignUp {
  readonly companyName: string;
  /** ISO 3166-1 alpha-2, upper case; it stays the account's. */
  readonly country: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly language: 'en' | 'fr';
}

const linkHours = 24;
/** Nobody's mailbox is filled by strangers. */
const mostMailsADay = 3;

/**
 * Asks for an account. Answers the same whoever has the address. Faults: SignUpRefused for a name or country that cannot be
 * (rules B27, C1). System only.
 */
export async function signUp(work: Work, input: NewSignUp, origin: string): Promise<void> {
  requirePossible(work, input);
  const { id: operator } = await operatorTenant(work);
  const acting = work.inNameOf({ ...systemActor, tenantId: operator, name: 'sign-up' });
  await deleteEndedSignUps(acting);
  if ((await countSignUps(acting, input.email)) >= mostMailsADay) return;
  const known = await findUserByName(acting, input.email);
  const { id, token, hash } = newLinkToken();
  const expiresAt = work.now.add({ hours: linkHours });
  await insertSignUp(acting, { ...input, id, secretHash: hash, expiresAt, usedAt: known ? work.now : null });
  const link = `${origin}${known ? pages.signIn : pages.signUp(token)}`;
  await sendMail(acting, {
    to: input.email,
    ...(known ? signUpKnownMail({ link }) : signUpMail({ link }))[input.language],
    links: [link],
    reason: `sign-up/${id}`,
  });
  publishSignUp(acting, 'SignUpRequested', { ...input, id });
}

function requirePossible(work: Work, { companyName, country }: NewSignUp): void {
  const name = companyNameVerdict(companyName);
  if (!name.allowed) {
    const problems = [{ path: 'companyName', code: 'CompanyNameRefused', message: name.reason, rule: name.rule }];
    throw enrolmentFault('SignUpRefused', name.reason, { target: 'companyName', rule: name.rule, problems });
  }
  if (marketOf(country, dayOf(work.now))) return;
  const message = `${country} is not a country of the programme at this date.`;
  const problems = [{ path: 'country', code: 'CountryUnknown', message, rule: rules.C1 }];
  throw enrolmentFault('SignUpRefused', message, { target: 'country', rule: rules.C1, problems });
}

function publishSignUp(
  work: Work,
  name: 'SignUpRequested' | 'SignUpConfirmed',
  { id, email, companyName, country }: Pick<SignUp, 'id' | 'email' | 'companyName' | 'country'>,
): void {
  const newValue: EnrolmentEvents['SignUpRequested'] = { email, companyName, country };
  work.publish({ name, aggregateType: 'sign-up', aggregateId: id, newValue });
}

/** Who a link is for, before a password is chosen. Faults: LinkUnknown, LinkUsed, LinkExpired. System only. */
export async function readSignUp(work: Work, token: string): Promise<SignUp> {
  return openSignUp(work, token);
}

const asSystem = { actor: systemActor, system: true };

/**
 * Makes the account: a tenant that takes no part yet, and its first person, who is global administrator and admin agent
 * (ENR-50). Hashes before the transaction opens. Faults: LinkUnknown, LinkUsed, LinkExpired, PasswordRefused, Busy,
 * UserNameTaken.
 */
export async function confirmSignUp(
  runner: WorkRunner,
  token: string,
  password: string,
): Promise<{ readonly userPrincipalName: string }> {
  try {
    const { email } = await runner.run<SignUp, unknown>(asSystem, (work) => readSignUp(work, token));
    const hash = await hashNewPassword(password, email);
    return await runner.run<{ userPrincipalName: string }, unknown>(asSystem, (work) => makeAccount(work, token, hash));
  } catch (error) {
    await runner.run<void, unknown>(asSystem, async (work) => linkRefused(work, 'sign_up', token, error as Fault));
    throw error;
  }
}

async function makeAccount(work: Work, token: string, passwordHash: PasswordHash) {
  const asked = await openSignUp(work, token, true);
  const { email, companyName, country, language, firstName, lastName } = asked;
  const tenantId = newId();
  const acting = work.inNameOf({ ...systemActor, tenantId, name: email });
  await createTenant(acting, {
    id: tenantId,
    name: companyName,
    domain: await freeDomain(acting, companyName),
    country,
    language,
    parts: ['applicant'],
  });
  await createUser(acting, {
    tenantId,
    userPrincipalName: email,
    displayName: `${firstName} ${lastName}`.trim(),
    email,
    language: writtenLanguageOf(language),
    passwordHash,
    roles: ['global_admin', 'admin_agent'],
  });
  await markSignUpUsed(acting, asked.id);
  publishSignUp(acting, 'SignUpConfirmed', asked);
  return { userPrincipalName: email };
}

/** A first domain made of the name, with a number behind it where somebody has it. */
async function freeDomain(work: Work, companyName: string): Promise<string> {
  const label = companyName
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(0, 20);
  const stem = label === '' ? 'company' : label;
  for (let tries = 1; tries <= 20; tries += 1) {
    const domain = `${stem}${tries === 1 ? '' : tries}.onmicrosoft.com`;
    if (!(await findTenantByDomain(work, domain))) return domain;
  }
  return `${stem}${newId().replaceAll('-', '').slice(-12)}.onmicrosoft.com`;
}

async function openSignUp(work: Work, token: string, lock = false): Promise<SignUp> {
  const read = readLinkToken(token);
  const row = read && (await selectSignUp(work, read.id, { lock }));
  if (!row || !fitsSecret(read.secret, row.secretHash)) {
    throw enrolmentFault(
      'LinkUnknown',
      'This link is not one of ours, or it was changed. Open it from the mail again.',
    );
  }
  if (row.usedAt) throw enrolmentFault('LinkUsed', 'This link was used already. Sign in with your account.');
  if (Temporal.Instant.compare(row.expiresAt, work.now) <= 0) {
    throw enrolmentFault('LinkExpired', 'This link is too old. Ask for a work account again.');
  }
  return row;
}
