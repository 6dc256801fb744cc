/** The mail that says which renewals could not follow what was scheduled for them: to who sells and who pays at the partner. */
import { sendMail } from '../../../platform/mail.ts';
import type { Work } from '../../../platform/work.ts';
import { readersOf } from '../../identity/index.ts';
import { purchasable } from '../../offers/index.ts';
import type { DropReason } from '../domain/next-term.ts';
import type { RenewalPlan } from './renewal-plans.ts';

const texts = {
  en: {
    subject: (count: number) =>
      count === 1
        ? 'A subscription was renewed without its scheduled change'
        : `${count} subscriptions were renewed without their scheduled changes`,
    text: (lines: string) =>
      `These subscriptions were renewed as they stood, because what was scheduled for their renewal is not possible any more:\n\n${lines}\n\nOpen the subscription to change it.`,
    line: (name: string, plan: string, why: string) => `- ${name}: ${plan} was scheduled; ${why}`,
    why: {
      notSold: 'its publisher does not sell it so any more.',
      audience: 'its publisher does not sell it through you any more.',
      quantity: 'it is not sold in that quantity any more.',
    },
  },
  fr: {
    subject: (count: number) =>
      count === 1
        ? 'Un abonnement a été renouvelé sans la modification planifiée'
        : `${count} abonnements ont été renouvelés sans les modifications planifiées`,
    text: (lines: string) =>
      `Ces abonnements ont été renouvelés à l’identique, car la modification planifiée pour leur renouvellement n’est plus possible\u00a0:\n\n${lines}\n\nOuvrez l’abonnement pour le modifier.`,
    line: (name: string, plan: string, why: string) => `- ${name}\u00a0: ${plan} était planifié\u00a0; ${why}`,
    why: {
      notSold: 'son éditeur ne le vend plus ainsi.',
      audience: 'son éditeur ne le vend plus par votre intermédiaire.',
      quantity: 'il n’est plus vendu dans cette quantité.',
    },
  },
} as const satisfies Record<
  'en' | 'fr',
  { readonly why: Readonly<Record<DropReason, string>>; readonly [word: string]: unknown }
>;

/** One mail a reader, whatever the number of renewals that were made together. System only. */
export async function mailDropped(work: Work, partnerTenantId: string, plans: readonly RenewalPlan[]): Promise<void> {
  const ids = plans.map(({ dropped }) => dropped!.wanted.availabilityId);
  const nameOf = new Map((await purchasable(work, ids)).map((item) => [item.availabilityId, item.planName]));
  const readers = await readersOf(work, partnerTenantId, ['global_admin', 'billing_admin', 'admin_agent']);
  const first = plans[0]!.row;
  for (const reader of readers) {
    const words = texts[reader.language];
    const lines = plans.map(({ row, dropped }) => {
      const plan = nameOf.get(dropped!.wanted.availabilityId)!;
      return words.line(row.friendly_name, plan, words.why[dropped!.reason]);
    });
    await sendMail(work, {
      to: reader.email,
      subject: words.subject(plans.length),
      text: words.text(lines.join('\n')),
      reason: `scheduled-change-dropped/${first.id}/${first.term_number}/${reader.id}`,
    });
  }
}
