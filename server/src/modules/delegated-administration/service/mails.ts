/** Mails of delegated administration: to whom, in which language, once each. System only: they read who works at both sides. */
import { plainName, type Role } from '../../../kernel/index.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { Work } from '../../../platform/work.ts';
import { findDirectoryRole } from '../../../programme/directory-roles.ts';
import { readersOf } from '../../identity/index.ts';
import * as texts from '../domain/mails.ts';
import { requestDays } from '../domain/states.ts';
import type { DelegatedRelationship } from '../store/relationships.ts';

/** Where the customer's administrator reads and approves a request (wire contract 8.5); it leads to our own page. */
export function approvalLink(portal: string, id: string): string {
  return `${portal}/AdminPortal/Home#/partners/invitation/granularAdminRelationships/${id}`;
}

const customersPage = (portal: string) => `${portal}/customer/access`;
const partnersPage = (portal: string, customerTenantId: string | null) =>
  customerTenantId ? `${portal}/partner/customers/${customerTenantId}/access` : `${portal}/partner/customers`;

type Write = (told: texts.Told, language: 'en' | 'fr') => texts.MailText;
interface Letter {
  readonly to: string | null;
  readonly roles: readonly Role[];
  readonly reason: string;
  readonly link: string;
  readonly at: Temporal.Instant;
  readonly write: Write;
}

/** To the named customer's global administrators; who named none sends the link himself. */
export async function mailRequest(work: Work, found: DelegatedRelationship, portal: string): Promise<void> {
  await post(work, found, {
    ...toCustomer(found, portal),
    link: approvalLink(portal, found.id),
    reason: 'request',
    at: work.now.add({ hours: 24 * requestDays }),
    write: texts.requestMail,
  });
}

export async function mailApproved(work: Work, found: DelegatedRelationship, portal: string): Promise<void> {
  const letter = { reason: 'approved', at: found.endsAt!, write: texts.approvedMail };
  await post(work, found, { ...toPartner(found, portal), ...letter });
}

/** To the side that did not end it. */
export async function mailEnded(
  work: Work,
  found: DelegatedRelationship,
  { by, portal }: { readonly by: 'partner' | 'customer'; readonly portal: string },
): Promise<void> {
  const other = by === 'partner' ? toCustomer(found, portal) : toPartner(found, portal);
  const write: Write = (told, language) => texts.endingMail(told, by, language);
  await post(work, found, { ...other, reason: 'terminated', at: work.now, write });
}

/** To both, so many days before. */
export async function mailNotice(
  work: Work,
  found: DelegatedRelationship,
  { days, portal }: { readonly days: number; readonly portal: string },
): Promise<void> {
  const write: Write = (told, language) => texts.noticeMail(told, days, language);
  const letter = { reason: `notice-${days}/${found.endsAt!.toString()}`, at: found.endsAt!, write };
  for (const side of [toCustomer, toPartner]) await post(work, found, { ...side(found, portal), ...letter });
}

/** To both, at the end; `at`: when it ended, or until when it was extended. */
export async function mailPassed(
  work: Work,
  found: DelegatedRelationship,
  {
    ending,
    at,
    portal,
  }: { readonly ending: 'expired' | 'extended'; readonly at: Temporal.Instant; readonly portal: string },
): Promise<void> {
  const write: Write = (told, language) => texts.endingMail(told, ending, language);
  const letter = { reason: `${ending}/${at.toString()}`, at, write };
  for (const side of [toCustomer, toPartner]) await post(work, found, { ...side(found, portal), ...letter });
}

const toCustomer = (found: DelegatedRelationship, portal: string) =>
  ({ to: found.customerTenantId, roles: ['global_admin'], link: customersPage(portal) }) as const;
const toPartner = (found: DelegatedRelationship, portal: string) =>
  ({
    to: found.partnerTenantId,
    roles: ['global_admin', 'admin_agent'],
    link: partnersPage(portal, found.customerTenantId),
  }) as const;

async function post(work: Work, found: DelegatedRelationship, letter: Letter): Promise<void> {
  if (letter.to === null) return;
  for (const { email, language } of await readersOf(work, letter.to, letter.roles)) {
    const told: texts.Told = {
      partner: plainName(found.partnerName),
      customer: found.customerName ? plainName(found.customerName) : '',
      displayName: plainName(found.displayName),
      days: found.durationDays,
      roles: found.roleIds.map((id) => roleName(id, language)),
      link: letter.link,
      at: letter.at,
      extends: found.autoExtendDays > 0,
    };
    await sendMail(work, {
      to: email,
      ...letter.write(told, language),
      links: [letter.link],
      reason: `delegated-admin-${letter.reason}/${found.id}/${email}`,
    });
  }
}

function roleName(id: string, language: 'en' | 'fr'): string {
  const role = findDirectoryRole(id);
  return (language === 'fr' ? role?.frenchName : role?.name) ?? id;
}
