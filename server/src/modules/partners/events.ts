/** Events partners publishes, with the shape of their new value. */
import type { CompanyProfileKind, LocationType, PartnerKind } from './tables.ts';

export interface PartnerEvents {
  readonly PartnerAccountCreated: {
    name: string;
    kind: PartnerKind;
    mpnId: string;
    country: string;
    region: string;
    currency: string;
  };
  readonly CompanyProfileChanged: {
    kind: CompanyProfileKind;
    version: number;
    profile: Readonly<Record<string, unknown>>;
  };
  readonly PartnerAgreementSigned: { region: string; signedAt: string };
  readonly PartnerKindChanged: { kind: PartnerKind };
  /** Old and new value. */
  readonly PartnerRenamed: { name: string; address: string };
  readonly PartnerLocationAdded: { mpnId: string; type: LocationType; name: string; country: string };
}
