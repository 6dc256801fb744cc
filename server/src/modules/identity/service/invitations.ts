/**
 * Use cases on invitations: somebody who manages the people of a tenant invites by address and roles, and the account is
 * made when the link of the mail is followed and a password chosen (decision 0072).
 */
import { newLinkToken, plainName, readLinkToken, systemActor, type Fault, type Role } from '../../../kernel/index.ts';
import { tooManyRequests } from '../../../platform/busy.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { Work, WorkRunner } from '../../../platform/work.ts';
import { invitationMail } from '../domain/invitation-mails.ts';
import { whyNotOpen } from '../domain/links.ts';
import type { IdentityEvents } from '../events.ts';
import { addressKnown, invitationEnded, invitationNotFound, invitationOpen, linkRefused } from '../faults.ts';
import {
  insertUserInvitation,
  isAddressOfPerson,
  selectInvitedBefore,
  selectUserInvitation,
  selectUserInvitations,
  updateUserInvitation,
  type InvitationRow,
  type ListedUserInvitation,
  type UserInvitationSort,
} from '../store/invitations.ts';
import { lockPeople } from '../store/people.ts';
import { hashNewPassword, type PasswordHash } from './passwords.ts';
import { tenantOf } from './tenants.ts';
import { actingOf, requireMayAdd } from './user-management.ts';
import { createUser, findUser, findUserByName } from './users.ts';

export interface UserInvitationWish {
  readonly email: string;
  /** As who invites knows it; empty: the person says it. */
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly language: 'en' | 'fr';
}

/** Business time. */
const validDays = 7;
/** Nobody's mailbox is filled: to one address, by one tenant. */
const mostMailsADay = 5;
const secondsBetween = 60;

/**
 * Invites somebody into the tenant of who asks. Faults: AdminAgentNeeded, GlobalAdminNeeded, RoleNotHere, AddressKnown,
 * UserInvitationOpen, TooManyRequests. System only: user names are unique in the house.
 */
export async function inviteUser(work: Work, wish: UserInvitationWish, portal: string): Promise<string> {
  const { tenantId } = work.actor;
  const acting = await actingOf(work);
  await requireMayAdd(work, acting, wish.roles);
  // Of two at once, the second sees the first.
  await lockPeople(work, tenantId);
  await requireUnknown(work, tenantId, wish.email);
  const since = work.now.subtract({ hours: 24 });
  const before = await selectInvitedBefore(work, { tenantId, email: wish.email, since });
  if (before.open) throw invitationOpen(wish.email);
  if (before.mails >= mostMailsADay) throw tooManyMails(work, before.first ?? work.now);
  const { id, token, hash } = newLinkToken();
  const expiresAt = work.now.add({ hours: 24 * validDays });
  const roles = [...new Set(wish.roles)].toSorted();
  const row = { ...wish, roles, tenantId, id, secretHash: hash, expiresAt };
  await insertUserInvitation(work, { ...row, madeBy: acting.id });
  await mail(work, row, `${portal}/invitation#${token}`);
  publish(work, 'UserInvited', row, { email: wish.email, roles, expiresAt: expiresAt.toString() });
  return id;
}

/**
 * Sends another link in place of the one that was sent. Faults: UserInvitationNotFound, UserInvitationEnded, AddressKnown,
 * AdminAgentNeeded, GlobalAdminNeeded, RoleNotHere, TooManyRequests. System only.
 */
export async function sendInvitationAgain(work: Work, id: string, portal: string): Promise<void> {
  const acting = await actingOf(work);
  const row = await openOwn(work, id);
  await requireMayAdd(work, acting, row.roles);
  await requireUnknown(work, row.tenantId, row.email);
  const age = work.now.since(row.madeAt).total('seconds');
  const today = age < 24 * 3600;
  if (age < secondsBetween)
    throw tooManyRequests('This invitation was sent just now.', Math.ceil(secondsBetween - age));
  if (today && row.mails >= mostMailsADay) throw tooManyMails(work, row.madeAt);
  const { token, hash } = newLinkToken(id);
  const expiresAt = work.now.add({ hours: 24 * validDays });
  const change = { secret_hash: hash, made_at: work.now, expires_at: expiresAt, mails: today ? row.mails + 1 : 1 };
  await updateUserInvitation(work, row, change);
  await mail(work, { ...row, expiresAt }, `${portal}/invitation#${token}`);
  publish(work, 'UserInvitationSentAgain', row, { email: row.email, expiresAt: expiresAt.toString() });
}

/** Faults: UserInvitationNotFound, UserInvitationEnded, GlobalAdminNeeded, AdminAgentNeeded, RoleNotHere. System only. */
export async function withdrawUserInvitation(work: Work, id: string): Promise<void> {
  const acting = await actingOf(work);
  const row = await openOwn(work, id);
  await requireMayAdd(work, acting, row.roles);
  await updateUserInvitation(work, row, { state: 'withdrawn', ended_at: work.now });
  publish(work, 'UserInvitationWithdrawn', row, { email: row.email });
}

/** Invitations of a tenant, a page. */
export function userInvitationsOf(
  work: Work,
  tenantId: string,
  wanted: ListRequest<UserInvitationSort>,
): Promise<CountedPage<ListedUserInvitation>> {
  return selectUserInvitations(work, tenantId, wanted);
}

export type { ListedUserInvitation };

export interface ReadInvitation {
  readonly organisation: string;
  readonly email: string;
  readonly displayName: string;
}

/** Whom a link is for; changes nothing. Faults: LinkUnknown, LinkUsed, LinkWithdrawn, LinkExpired. System only. */
export async function readUserInvitation(work: Work, token: string): Promise<ReadInvitation> {
  const { tenantId, email, displayName } = await linked(work, token);
  return { organisation: (await tenantOf(work, tenantId)).name, email, displayName };
}

export interface InvitationAnswer {
  readonly displayName: string;
  readonly password: string;
}

const asSystem = { actor: systemActor, system: true };

/**
 * Makes the account of who was invited: the address is its user name. Hashes before the transaction opens; what is refused
 * is in the audit trail. Faults: LinkUnknown, LinkUsed, LinkWithdrawn, LinkExpired, AddressKnown, PasswordRefused, Busy.
 */
export async function acceptUserInvitation(
  runner: WorkRunner,
  token: string,
  answer: InvitationAnswer,
): Promise<{ readonly userPrincipalName: string }> {
  try {
    const { email } = await runner.run<InvitationRow, unknown>(asSystem, (work) => linked(work, token));
    const hash = await hashNewPassword(answer.password, email);
    return await runner.run<{ userPrincipalName: string }, unknown>(asSystem, (work) =>
      accept(work, token, { displayName: answer.displayName, hash }),
    );
  } catch (error) {
    await runner.run<void, unknown>(asSystem, (work) => recordRefusedLink(work, token, error as Fault));
    throw error;
  }
}

async function accept(
  work: Work,
  token: string,
  { displayName, hash }: { readonly displayName: string; readonly hash: PasswordHash },
): Promise<{ userPrincipalName: string }> {
  const row = await linked(work, token, { lock: true });
  const { tenantId, email, language, roles } = row;
  const acting = work.inNameOf({ ...systemActor, tenantId, name: email });
  await lockPeople(acting, tenantId);
  await requireUnknown(acting, tenantId, email);
  const named = { tenantId, userPrincipalName: email, displayName, email, language };
  const user = await createUser(acting, { ...named, passwordHash: hash, roles });
  await updateUserInvitation(acting, row, { state: 'accepted', ended_at: work.now, user_id: user.id });
  publish(acting, 'UserInvitationAccepted', row, { email, userId: user.id });
  return { userPrincipalName: email };
}

/** The invitation that a link opens. */
async function linked(work: Work, token: string, options: { readonly lock?: boolean } = {}): Promise<InvitationRow> {
  const read = readLinkToken(token);
  const row = read && (await selectUserInvitation(work, read.id, options));
  const refusal = whyNotOpen(row && { ...row, state: row.state === 'accepted' ? 'used' : row.state }, read, work.now);
  if (!row || refusal) throw linkRefused(refusal ?? 'LinkUnknown');
  return row;
}

/** An invitation of the tenant of who asks that can still be sent or withdrawn; held until the work ends. */
async function openOwn(work: Work, id: string): Promise<InvitationRow> {
  const row = await selectUserInvitation(work, id, { lock: true });
  if (row?.tenantId !== work.actor.tenantId) throw invitationNotFound(id);
  if (row.state !== 'open') throw invitationEnded();
  return row;
}

/** Nobody in the house signs in with this address, and no person of the tenant has it. */
async function requireUnknown(work: Work, tenantId: string, email: string): Promise<void> {
  const known = (await findUserByName(work, email)) ?? (await isAddressOfPerson(work, tenantId, email));
  if (known) throw addressKnown(email);
}

function tooManyMails(work: Work, first: Temporal.Instant): Fault {
  const seconds = Math.ceil(first.add({ hours: 24 }).since(work.now).total('seconds'));
  return tooManyRequests('This address got too many invitations today.', Math.max(1, seconds));
}

type Mailed = Pick<InvitationRow, 'tenantId' | 'id' | 'email' | 'displayName' | 'language' | 'expiresAt'>;

async function mail(work: Work, row: Mailed, link: string): Promise<void> {
  const inviter = await findUser(work, work.actor.userId!);
  const { name: organisation } = await tenantOf(work, row.tenantId);
  const displayName = row.displayName === '' ? '' : plainName(row.displayName);
  const words = { organisation: plainName(organisation), displayName, link, until: row.expiresAt };
  await sendMail(work, {
    to: row.email,
    ...invitationMail({ ...words, inviter: plainName(inviter?.displayName ?? '') }, row.language),
    links: [link],
    reason: `user-invitation/${row.id}/${work.now.toString()}`,
  });
}

type InvitationEvent = 'UserInvited' | 'UserInvitationSentAgain' | 'UserInvitationWithdrawn' | 'UserInvitationAccepted';

function publish<Name extends InvitationEvent>(
  work: Work,
  name: Name,
  { id, tenantId }: Pick<InvitationRow, 'id' | 'tenantId'>,
  newValue: IdentityEvents[Name],
): void {
  work.publish({ name, aggregateType: 'user-invitation', aggregateId: id, partnerTenantId: tenantId, newValue });
}

/** What was wrong with the link, not with what was typed. */
async function recordRefusedLink(work: Work, token: string, { code }: Pick<Fault, 'code'>): Promise<void> {
  if (!code?.startsWith('Link') && code !== 'AddressKnown') return;
  const id = readLinkToken(token)?.id;
  const row = id && (await selectUserInvitation(work, id));
  const newValue: IdentityEvents['UserInvitationRefused'] = { code };
  work.publish({
    name: 'UserInvitationRefused',
    aggregateType: 'user-invitation',
    aggregateId: id ?? 'unknown',
    ...(row ? { partnerTenantId: row.tenantId } : {}),
    newValue,
  });
}
