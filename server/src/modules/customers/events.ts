/** Events customers publishes, with the shape of their new value. */
import type { AgreementType } from './domain/agreements.ts';
import type { BillingProfile } from './domain/profile.ts';

export interface CustomerEvents {
  readonly CustomerBillingProfileChanged: BillingProfile;
  readonly CustomerAgreementConfirmed: {
    templateId: string;
    type: AgreementType;
    dateAgreed: string;
    firstName: string;
    lastName: string;
    email: string;
  };
}
