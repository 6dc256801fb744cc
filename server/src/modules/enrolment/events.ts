/** Events enrolment publishes, with the shape of their new value. Secrets of links are in none of them. */
import type { EnrolmentKind } from '../../programme/enrolment.ts';
import type { CheckState, VettingCheck } from '../../programme/vetting.ts';
import type { AgreementName, DocumentType } from './tables.ts';

interface OfKind {
  readonly kind: EnrolmentKind;
}

export interface EnrolmentEvents {
  readonly SignUpRequested: { email: string; companyName: string; country: string };
  readonly SignUpConfirmed: { email: string; companyName: string; country: string };
  /** A link of a mail that did not open anything: changed, used before, too old. */
  readonly LinkRefused: { purpose: 'sign_up' | 'enrolment'; reason: string };
  readonly EnrolmentStarted: OfKind & { country: string };
  readonly EnrolmentSaved: OfKind & { revision: number };
  readonly PartnerIdAssociated: OfKind & { mpnId: string; ofAnotherAccount: boolean };
  readonly AssociationCodeMade: { mpnId: string; expiresAt: string };
  readonly AssociationCodeWithdrawn: { mpnId: string };
  /** Of the company whose location it is. */
  readonly AssociationCodeUsed: { mpnId: string; usedBy: string };
  readonly EnrolmentSubmitted: OfKind & { companyName: string; shortPath: boolean };
  readonly ConfirmationMailSent: OfKind & { email: string };
  readonly EnrolmentEmailConfirmed: OfKind & { email: string; domain: CheckState; expectedOn: string };
  readonly EnrolmentCheckDecided: OfKind & { check: VettingCheck; state: CheckState; note: string };
  /** A verified company asked to be known by another name or address, or took that back. */
  readonly CompanyChangeRequested: OfKind & { name: string; formerName: string };
  readonly CompanyChangeWithdrawn: OfKind;
  /** A company that came before there was vetting, so that its change can be verified. */
  readonly EnrolmentBroughtIn: OfKind;
  readonly EnrolmentApproved: OfKind;
  readonly EnrolmentRejected: OfKind & { reason: string };
  readonly EnrolmentDocumentAdded: OfKind & { documentType: DocumentType; fileName: string; sha256: string };
  readonly AgreementSigned: {
    agreement: AgreementName;
    region: string;
    version: string;
    language: string;
    textSha256: string;
    sourceAddress: string;
  };
  readonly ProviderNominated: { note: string };
  readonly NominationWithdrawn: Record<string, never>;
  readonly MailDomainRefused: { domain: string; family: boolean };
  readonly MailDomainAllowed: { domain: string };
}
