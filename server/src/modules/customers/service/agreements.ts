/** Use cases on customer agreements: confirm, list, and the links to their texts. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { newId } from '../../../kernel/index.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { Work } from '../../../platform/work.ts';
import {
  countAgreements,
  insertAgreement,
  selectAgreements,
  selectHasAgreement,
  selectLinkKey,
  type AgreementContact,
  type CustomerAgreement,
} from '../store/agreements.ts';
import {
  documentLanguages,
  findTemplate,
  wrongDay,
  type AgreementTemplate,
  type DocumentLanguage,
} from '../domain/agreements.ts';
import { confirmationMail } from '../domain/agreement-text.ts';
import { rules } from '../../../programme/rules/index.ts';
import type { CustomerEvents } from '../events.ts';
import { customerFault } from '../faults.ts';
import type { Customer, Statements } from '../store/customers.ts';

export interface AgreementConfirmation {
  readonly partnerTenantId: string;
  readonly partnerName: string;
  readonly customer: Customer;
  readonly templateId: string;
  /** Where it was accepted. */
  readonly dateAgreed: Temporal.PlainDate;
  /** The moment, where one was named. */
  readonly agreedAt?: Temporal.Instant;
  readonly primaryContact: AgreementContact;
}

/** A partner confirms an agreement anew when the contact changes. */
const mostAgreements = 500;

/**
 * Records that the customer accepted an agreement, as the partner attests, and mails the contact (rule F6).
 * Faults: AgreementTemplateUnknown, AgreementDateInFuture, AgreementDateTooEarly, PhoneNumberMalformed,
 * AgreementsFull, PartnerConfirmedAgreementAlreadyExists.
 */
export async function confirmAgreement(work: Work, input: AgreementConfirmation): Promise<CustomerAgreement> {
  const template = templateOf(input.templateId);
  const wrong = wrongDay(input, work.now);
  if (wrong) {
    const { code, reason, values } = wrong;
    throw customerFault(code, reason, { target: 'dateAgreed', rule: rules.F6, values });
  }
  requirePhoneNumber(input.primaryContact);
  await requireRoomFor(work, input);
  const { userId } = work.actor;
  if (!userId) throw new Error('an agreement is confirmed by a person');
  const agreement: CustomerAgreement = {
    id: newId(),
    partnerTenantId: input.partnerTenantId,
    customerTenantId: input.customer.tenantId,
    templateId: template.id,
    type: template.type,
    primaryContact: input.primaryContact,
    dateAgreed: input.dateAgreed,
    confirmedBy: userId,
    confirmedAt: work.now,
  };
  if (!(await insertAgreement(work, agreement))) {
    throw customerFault(
      'PartnerConfirmedAgreementAlreadyExists',
      'This agreement was already confirmed with the same contact. Change first name, last name, email or phone number to confirm it with another one.',
      { target: 'primaryContact' },
    );
  }
  await tellContact(work, agreement, input);
  publishConfirmed(work, agreement);
  return agreement;
}

/** Digits, however they are spaced: no form is documented, and the contact may be of any country (wire contract, 2.8). */
const phoneShape = /^\+?(?:[\s()./-]*\d){4,20}[\s)]*$/;

function requirePhoneNumber({ phoneNumber }: AgreementContact): void {
  if (!phoneNumber?.trim() || phoneShape.test(phoneNumber.trim())) return;
  throw customerFault('PhoneNumberMalformed', `'${phoneNumber}' is not a phone number. Give all its digits.`, {
    target: 'primaryContact.phoneNumber',
    values: { value: phoneNumber },
  });
}

async function requireRoomFor(work: Work, { partnerTenantId, customer }: AgreementConfirmation): Promise<void> {
  if ((await countAgreements(work, partnerTenantId, customer.tenantId)) < mostAgreements) return;
  throw customerFault(
    'AgreementsFull',
    `Agreements were confirmed ${mostAgreements} times for this customer, which is the most. The latest ones count.`,
  );
}

async function tellContact(work: Work, agreement: CustomerAgreement, input: AgreementConfirmation): Promise<void> {
  const facts = {
    ...input.primaryContact,
    partnerName: input.partnerName,
    companyName: input.customer.companyName,
    type: agreement.type,
    dateAgreed: agreement.dateAgreed,
  };
  await sendMail(work, {
    to: input.primaryContact.email,
    ...confirmationMail(facts, input.customer.billingProfile.language),
    reason: `customer-agreement/${agreement.id}`,
  });
}

function publishConfirmed(work: Work, agreement: CustomerAgreement): void {
  const { firstName, lastName, email } = agreement.primaryContact;
  const newValue: CustomerEvents['CustomerAgreementConfirmed'] = {
    templateId: agreement.templateId,
    type: agreement.type,
    dateAgreed: agreement.dateAgreed.toString(),
    firstName,
    lastName,
    email,
  };
  work.publish({
    name: 'CustomerAgreementConfirmed',
    aggregateType: 'customerAgreement',
    aggregateId: agreement.id,
    partnerTenantId: agreement.partnerTenantId,
    customerTenantId: agreement.customerTenantId,
    newValue,
  });
}

/** The template of that id. Faults: AgreementTemplateUnknown. */
export function templateOf(id: string): AgreementTemplate {
  const template = findTemplate(id);
  if (template) return template;
  throw customerFault(
    'AgreementTemplateUnknown',
    `There is no agreement template '${id}'. GET agreements lists them.`,
    { target: 'templateId' },
  );
}

/** What the partner confirmed for the customer, newest first. */
export async function agreementsOf(
  work: Work,
  partnerTenantId: string,
  customerTenantId: string,
): Promise<CustomerAgreement[]> {
  return selectAgreements(work, partnerTenantId, customerTenantId);
}

/** Whether this partner may sell to the customer as far as agreements go (rule F6). */
export async function hasAgreement(
  work: Statements,
  partnerTenantId: string,
  customerTenantId: string,
): Promise<boolean> {
  return selectHasAgreement(work, partnerTenantId, customerTenantId);
}

export interface DocumentReference {
  readonly templateId: string;
  readonly language: DocumentLanguage;
  readonly country: string;
}

/** How long a link to a document works (wire contract, section 2.8). */
const linkMinutes = 5;

/** Text for a link that names the document and works for five minutes from `work.now`. Needs no row and no session. */
export async function signDocumentLink(
  work: Statements & Pick<Work, 'now'>,
  document: DocumentReference,
): Promise<string> {
  const expires = work.now.add({ minutes: linkMinutes }).epochMilliseconds;
  const content = [document.templateId, document.language, document.country, String(expires)].join('~');
  const signature = createHmac('sha256', await selectLinkKey(work))
    .update(content)
    .digest('base64url');
  return `${Buffer.from(content).toString('base64url')}.${signature}`;
}

/** The document a link names. Faults: AgreementLinkExpired, for a broken or forged link too. */
export async function openDocumentLink(
  work: Statements & Pick<Work, 'now'>,
  token: string,
): Promise<DocumentReference> {
  const [encoded = '', signature = ''] = token.split('.');
  const content = Buffer.from(encoded, 'base64url').toString();
  const expected = createHmac('sha256', await selectLinkKey(work))
    .update(content)
    .digest();
  const given = Buffer.from(signature, 'base64url');
  const [templateId = '', language = '', country = '', expires = ''] = content.split('~');
  const genuine = given.length === expected.length && timingSafeEqual(given, expected);
  const known = documentLanguages.find((candidate) => candidate === language);
  if (!genuine || !known || Number(expires) < work.now.epochMilliseconds) {
    throw customerFault(
      'AgreementLinkExpired',
      `This link does not work, or no longer: links last ${linkMinutes} minutes. Ask for the document again.`,
    );
  }
  return { templateId, language: known, country };
}
