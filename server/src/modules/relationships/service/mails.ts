/** Mails to a partner about what a customer answered. System only: they read who works at the partner. */
import { plainName, type Role } from '../../../kernel/index.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { Work } from '../../../platform/work.ts';
import { readersOf } from '../../identity/index.ts';
import { acceptedMail, declinedMail } from '../domain/mails.ts';

const readers: readonly Role[] = ['global_admin', 'admin_agent'];

interface Taken {
  readonly customer: { readonly tenantId: string; readonly companyName: string };
  readonly other: { readonly name: string } | undefined;
  readonly delegatedAccess: boolean;
}

/** To the partner that was taken on. `portal`: scheme, host and port of the portal. Of a customer once a day. */
export async function mailAccepted(
  work: Work,
  partnerTenantId: string,
  { customer, other, delegatedAccess }: Taken,
  portal: string,
): Promise<void> {
  const link = `${portal}/partner/customers/${customer.tenantId}/subscriptions`;
  const named = { customer: plainName(customer.companyName), other: other && plainName(other.name) };
  const day = work.now.toString().slice(0, 10);
  for (const { email, language } of await readersOf(work, partnerTenantId, readers)) {
    await sendMail(work, {
      to: email,
      ...acceptedMail({ ...named, delegatedAccess, link }, language),
      links: [link],
      reason: `relationship-accepted/${partnerTenantId}/${day}/${email}`,
    });
  }
}

/** To the partner whose request was declined; a request is answered once. */
export async function mailDeclined(
  work: Work,
  request: { readonly id: string; readonly partnerTenantId: string },
  companyName: string,
  portal: string,
): Promise<void> {
  const link = `${portal}/partner/customers/requests`;
  for (const { email, language } of await readersOf(work, request.partnerTenantId, readers)) {
    await sendMail(work, {
      to: email,
      ...declinedMail({ customer: plainName(companyName), link }, language),
      links: [link],
      reason: `relationship-declined/${request.id}/${email}`,
    });
  }
}
