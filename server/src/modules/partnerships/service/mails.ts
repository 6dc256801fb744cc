/** Mails to a provider about what a reseller answered. System only: they read who works at the provider. */
import { plainName, type Role } from '../../../kernel/index.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { Work } from '../../../platform/work.ts';
import { readersOf } from '../../identity/index.ts';
import { authorizedMail, declinedMail } from '../domain/mails.ts';

const readers: readonly Role[] = ['global_admin', 'admin_agent'];
const answers = {
  authorized: { write: authorizedMail, page: '/partner/indirect-resellers' },
  declined: { write: declinedMail, page: '/partner/indirect-resellers/invitations' },
} as const;

/** An invitation is answered once. `portal`: scheme, host and port of the portal. */
export async function mailAnswer(
  work: Work,
  invitation: { readonly id: string; readonly providerTenantId: string },
  answer: keyof typeof answers,
  { resellerName, portal }: { readonly resellerName: string; readonly portal: string },
): Promise<void> {
  const { write, page } = answers[answer];
  const link = `${portal}${page}`;
  for (const { email, language } of await readersOf(work, invitation.providerTenantId, readers)) {
    await sendMail(work, {
      to: email,
      ...write({ reseller: plainName(resellerName), link }, language),
      links: [link],
      reason: `partnership-${answer}/${invitation.id}/${email}`,
    });
  }
}
