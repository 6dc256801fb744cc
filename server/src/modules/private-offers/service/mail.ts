/** The mails that say a private offer is live: to its contacts by name, to partners by what they have of it (rule F26). */
import { dayOf, writtenDay, writtenLanguageOf, type WrittenLanguage } from '../../../kernel/index.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { Work } from '../../../platform/work.ts';
import { tenantOf, readersOf } from '../../identity/index.ts';
import { marginsOfPrivateOffer } from '../store/margins.ts';
import type { PrivateOfferRow } from '../store/private-offers.ts';
import { named, type NamedMargin } from './margins.ts';

/** Last day of it, written out. */
function until(language: WrittenLanguage, endsAt: Temporal.Instant): string {
  return writtenDay(dayOf(endsAt).subtract({ days: 1 }), language);
}

const texts = {
  en: {
    contactSubject: (name: string) => `Private offer “${name}” is live`,
    contactText: (name: string, partners: number, end: string) =>
      `The private offer “${name}” is live for ${partners} ${partners === 1 ? 'partner' : 'partners'} until ${end}.`,
    partnerSubject: (publisher: string) => `${publisher} has granted you a margin`,
    partnerText: (publisher: string, lines: string, end: string) =>
      `${publisher} sells to you below its list price until ${end}:\n\n${lines}\n\nYou can find the margin under Pricing and offers, Margins.`,
    all: 'all plans',
    line: (what: string, share: string) => `- ${what}: ${share}%`,
  },
  fr: {
    contactSubject: (name: string) => `L’offre privée «\u00a0${name}\u00a0» est active`,
    contactText: (name: string, partners: number, end: string) =>
      `L’offre privée «\u00a0${name}\u00a0» est active pour ${partners} ${partners === 1 ? 'partenaire' : 'partenaires'} jusqu’au ${end}.`,
    partnerSubject: (publisher: string) => `${publisher} vous accorde une marge`,
    partnerText: (publisher: string, lines: string, end: string) =>
      `${publisher} vous vend au-dessous de son prix public jusqu’au ${end}\u00a0:\n\n${lines}\n\nVous trouverez cette marge sous Tarification et offres, Marges.`,
    all: 'tous les plans',
    line: (what: string, share: string) => `- ${what}\u00a0: ${share}\u00a0%`,
  },
} as const satisfies Record<WrittenLanguage, unknown>;

/** Writes them; each reader once. System only: it reads who works at the partners. */
export async function mailLive(work: Work, row: PrivateOfferRow): Promise<void> {
  const { name, notificationContacts, beneficiaries } = row.document;
  const language = writtenLanguageOf((await tenantOf(work, row.publisher_tenant_id)).language);
  const words = texts[language];
  for (const contact of notificationContacts) {
    const text = words.contactText(name, beneficiaries.length, until(language, row.ends_at!));
    await send(work, row, contact, words.contactSubject(name), text);
  }
  const margins = await marginsOfPrivateOffer(work, row.id);
  for (const [partnerTenantId, own] of Map.groupBy(margins, (margin) => margin.partnerTenantId)) {
    for (const { email, language: read } of await readersOf(work, partnerTenantId, ['global_admin', 'admin_agent']))
      await tellPartner(work, row, email, read, await named(work, own, read));
  }
}

async function tellPartner(
  work: Work,
  row: PrivateOfferRow,
  to: string,
  language: WrittenLanguage,
  margins: readonly NamedMargin[],
): Promise<void> {
  const words = texts[language];
  const publisher = margins[0]!.publisherName;
  const percent = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const lines = margins.map(({ productTitle, sku, margin }) => {
    const share = percent.format(margin.percentage as Intl.StringNumericLiteral);
    return words.line(`${productTitle}, ${sku?.title ?? words.all}`, share);
  });
  const text = words.partnerText(publisher, lines.join('\n'), until(language, row.ends_at!));
  await send(work, row, to, words.partnerSubject(publisher), text);
}

async function send(work: Work, row: PrivateOfferRow, to: string, subject: string, text: string): Promise<void> {
  await sendMail(work, { to, subject, text, reason: `private-offer-live/${row.id}/${to}` });
}
