/** Mails of enrolment: to the primary contact in its language, at each change of where the company stands (rule B14). */
import { newId, plainName, type WrittenLanguage } from '../../../kernel/index.ts';
import { requireMailsLeft, sendMail } from '../../../platform/mail.ts';
import type { Work } from '../../../platform/work.ts';
import type { About, MailText } from '../domain/mails.ts';
import type { Enrolment } from '../store/enrolments.ts';

/** Addresses of the portal's pages that mails lead to. */
export const pages = {
  signIn: '/sign-in',
  signUp: (token: string) => `/sign-up/confirm#${token}`,
  confirm: (token: string) => `/enrolment/confirm#${token}`,
  enrolment: '/enrolment',
  agreements: '/account/agreements',
  legalInfo: '/account/legal/company',
  identifiers: '/account/identifiers',
} as const;

/** Writes to the primary contact; `page` is where the mail leads. */
export async function mailContact(
  work: Work,
  enrolment: Enrolment,
  link: string,
  textOf: (about: About) => Readonly<Record<WrittenLanguage, MailText>>,
): Promise<void> {
  const { firstName, lastName, email, language } = enrolment.profile.primaryContact;
  const name = plainName(`${firstName} ${lastName}`);
  const about = { name, companyName: plainName(enrolment.companyName), link };
  await sendMail(work, {
    to: email,
    ...textOf(about)[language],
    links: [link],
    reason: `${reasonsOf(enrolment)}${newId()}`,
  });
}

const reasonsOf = ({ tenantId, kind }: Enrolment) => `enrolment/${tenantId}/${kind}/`;
const mostMailsADay = 10;

/** For what a company can do again and again. Faults: TooManyRequests. System only. */
export async function requireContactMails(work: Work, enrolment: Enrolment): Promise<void> {
  const { email } = enrolment.profile.primaryContact;
  await requireMailsLeft(work, { to: email, reasons: reasonsOf(enrolment), most: mostMailsADay });
}
