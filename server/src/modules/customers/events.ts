/** Events customers publishes, with the shape of their new value. */
import type { AgreementType } from './domain/agreements.ts';
import type { AccountStatus } from '../../programme/account-check.ts';
import type { BillingProfile } from './domain/profile.ts';
import type { EducationSegment, Qualification, VettingReason, VettingStatus } from './domain/qualifications.ts';

export interface CustomerEvents {
  readonly CustomerBillingProfileChanged: BillingProfile;
  readonly CustomerQualificationRequested: {
    qualification: Qualification;
    vettingStatus: 'InReview';
    educationSegment?: EducationSegment;
    website?: string;
  };
  readonly CustomerQualificationDecided: {
    qualification: Qualification;
    vettingStatus: VettingStatus;
    vettingReason: VettingReason | null;
  };
  readonly ValidationCodeIssued: { organizationName: string; maxCreates: number };
  readonly CustomerAccountChecked: { status: AccountStatus; note: string };
  readonly CustomerAgreementConfirmed: {
    templateId: string;
    type: AgreementType;
    dateAgreed: string;
    firstName: string;
    lastName: string;
    email: string;
  };
}
