/** The mail that tells a publisher how its request was decided. */
import { plainName } from '../../../kernel/index.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { Work } from '../../../platform/work.ts';
import { findUser, tenantOf } from '../../identity/index.ts';
import type { PublisherRequest } from '../store.ts';

interface Words {
  readonly subject: (request: PublisherRequest) => string;
  readonly approved: (request: PublisherRequest) => string;
  readonly refused: (request: PublisherRequest) => string;
}

const en: Words = {
  subject: ({ title, offerName, state }) => `${title}: request about ${offerName} ${state}`,
  approved: ({ contact, offerName }) => `Hello ${plainName(contact.name)},

The operator has approved your support request about the CSP reseller audience of ${offerName}. The change is now in force, and your draft has been updated accordingly.

You can find the request in Comptoir under Support.`,
  refused: ({ contact, offerName, reason }) => `Hello ${plainName(contact.name)},

The operator has refused your support request about the CSP reseller audience of ${offerName}. Nothing has been changed. Reason:

${reason}

You can find the request in Comptoir under Support.`,
};

const fr: Words = {
  subject: ({ title, offerName, state }) =>
    `${title}\u00a0: demande sur ${offerName} ${state === 'approved' ? 'approuvée' : 'refusée'}`,
  approved: ({ contact, offerName }) => `Bonjour ${plainName(contact.name)},

L’opérateur a approuvé votre demande de support sur l’audience du revendeur CSP de l’offre ${offerName}. La modification est en vigueur et votre brouillon a été mis à jour.

Vous retrouverez la demande dans Comptoir, rubrique Support.`,
  refused: ({ contact, offerName, reason }) => `Bonjour ${plainName(contact.name)},

L’opérateur a refusé votre demande de support sur l’audience du revendeur CSP de l’offre ${offerName}. Rien n’a été modifié. Motif\u00a0:

${reason}

Vous retrouverez la demande dans Comptoir, rubrique Support.`,
};

/** To the contact of the request, in the language of who asked, else of the publisher; once for each request. */
export async function mailDecision(work: Work, request: PublisherRequest): Promise<void> {
  const words = (await languageOf(work, request)).startsWith('fr') ? fr : en;
  await sendMail(work, {
    to: request.contact.email,
    subject: words.subject(request),
    text: request.state === 'approved' ? words.approved(request) : words.refused(request),
    reason: `publisher-request/${request.requestId}`,
  });
}

async function languageOf(work: Work, { submittedById, publisherTenantId }: PublisherRequest): Promise<string> {
  const person = submittedById === null ? undefined : await findUser(work, submittedById);
  return person?.language ?? (await tenantOf(work, publisherTenantId)).language;
}
