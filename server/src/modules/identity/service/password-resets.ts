/**
 * Use cases on forgotten passwords: a link by mail, and another password behind it (decision 0072). Nothing that whoever
 * asks gets to see depends on whether there is such a person.
 */
import { newLinkToken, readLinkToken, systemActor, type Fault } from '../../../kernel/index.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { Work, WorkRunner } from '../../../platform/work.ts';
import { whyNotOpen, type LinkedRow } from '../domain/links.ts';
import { forgottenPasswordMail } from '../domain/mails.ts';
import type { IdentityEvents } from '../events.ts';
import { linkRefused } from '../faults.ts';
import { lockPeople } from '../store/people.ts';
import {
  countPasswordResets,
  deleteOldPasswordResets,
  endPasswordResets,
  insertPasswordReset,
  selectForgotten,
  selectPasswordReset,
  type ForgottenAccount,
  type PasswordReset,
} from '../store/password-resets.ts';
import { hashNewPassword, type PasswordHash } from './passwords.ts';
import { actorOf, savePassword } from './sign-ins.ts';
import { findUser, type User } from './users.ts';

const asSystem = { actor: systemActor, system: true };

/** Wall clock. */
const validMinutes = 60;
/** Nobody's mailbox is filled by strangers. */
const mostLinksADay = 5;

export interface Forgotten {
  /** User name or mail address, as it was typed. */
  readonly name: string;
  /** The address it was asked from. */
  readonly source: string;
  /** Scheme, host and port of the portal. */
  readonly portal: string;
}

/** Mails a link to whoever has that user name or address. The caller answers before this is done. */
export async function askPasswordReset(runner: WorkRunner, asked: Forgotten): Promise<void> {
  const name = asked.name.trim();
  // The database refuses to look for this character.
  if (name === '' || name.includes('\0')) return;
  await runner.run<void, unknown>(asSystem, async (work) => {
    for (const account of await selectForgotten(work, name)) await mailLink(work, account, asked);
  });
}

async function mailLink(work: Work, account: ForgottenAccount, { source, portal }: Forgotten): Promise<void> {
  const { id: userId, tenantId, userPrincipalName, email, language } = account;
  // Of two at once, the second counts the first.
  await lockPeople(work, tenantId);
  const mailed = (await countPasswordResets(work, userId)) < mostLinksADay;
  if (mailed) {
    await deleteOldPasswordResets(work, userId);
    const { id, token, hash } = newLinkToken();
    await insertPasswordReset(work, { id, tenantId, userId, secretHash: hash, minutes: validMinutes });
    const link = `${portal}/password-reset#${token}`;
    const mail = forgottenPasswordMail(account, link, language);
    await sendMail(work, { to: email, ...mail, links: [link], reason: `password-forgotten/${id}` });
  }
  const newValue: IdentityEvents['UserPasswordForgotten'] = { userPrincipalName, source, mailed };
  const about = { aggregateType: 'user', aggregateId: userId, partnerTenantId: tenantId };
  work.publish({ name: 'UserPasswordForgotten', ...about, newValue });
}

/** Whose password a link sets; changes nothing. Faults: LinkUnknown, LinkUsed, LinkExpired. System only. */
export async function readPasswordReset(work: Work, token: string): Promise<{ readonly userPrincipalName: string }> {
  const { userPrincipalName } = (await linked(work, token)).user;
  return { userPrincipalName };
}

/**
 * Sets the password behind a link, ends all sign-ins of the person and tells it by mail. Hashes before the transaction
 * opens; what is refused is in the audit trail. Faults: LinkUnknown, LinkUsed, LinkExpired, PasswordRefused, Busy.
 */
export async function confirmPasswordReset(
  runner: WorkRunner,
  token: string,
  password: string,
): Promise<{ readonly userPrincipalName: string }> {
  try {
    const { user } = await runner.run<Linked, unknown>(asSystem, (work) => linked(work, token));
    const hash = await hashNewPassword(password, user.userPrincipalName);
    await runner.run<void, unknown>(asSystem, (work) => setPassword(work, token, hash));
    return { userPrincipalName: user.userPrincipalName };
  } catch (error) {
    await runner.run<void, unknown>(asSystem, (work) => recordRefusedLink(work, token, error as Fault));
    throw error;
  }
}

async function setPassword(work: Work, token: string, hash: PasswordHash): Promise<void> {
  // Two links of one person: the second waits here, and finds itself ended.
  await lockPeople(work, (await linked(work, token)).user.tenantId);
  const { user } = await linked(work, token, { lock: true });
  await endPasswordResets(work, user.id);
  await savePassword(work.inNameOf(actorOf(user)), user.id, hash);
}

interface Linked {
  readonly row: PasswordReset;
  readonly user: User;
}

/**
 * The reset that a link opens; a person who is disabled or deleted meanwhile has none, and one whose mail address or password
 * changed has to ask for another.
 */
async function linked(work: Work, token: string, options: { readonly lock?: boolean } = {}): Promise<Linked> {
  const read = readLinkToken(token);
  const row = read && (await selectPasswordReset(work, read.id, options));
  const refusal = row ? whyNotOpen({ ...row, state: stateOf(row) }, read, row.now) : ('LinkUnknown' as const);
  if (!row || refusal) throw linkRefused(refusal ?? 'LinkUnknown');
  const user = await findUser(work, row.userId);
  if (!user?.active) throw linkRefused('LinkUnknown');
  return { row, user };
}

function stateOf({ used, outdated }: PasswordReset): LinkedRow['state'] {
  if (used) return 'used';
  return outdated ? 'outdated' : 'open';
}

async function recordRefusedLink(work: Work, token: string, { code }: Pick<Fault, 'code'>): Promise<void> {
  if (!code?.startsWith('Link')) return;
  const id = readLinkToken(token)?.id;
  const row = id && (await selectPasswordReset(work, id));
  const newValue: IdentityEvents['UserPasswordResetRefused'] = { code };
  work.publish({
    name: 'UserPasswordResetRefused',
    aggregateType: 'user',
    aggregateId: row ? row.userId : 'unknown',
    ...(row ? { partnerTenantId: row.tenantId } : {}),
    newValue,
  });
}
