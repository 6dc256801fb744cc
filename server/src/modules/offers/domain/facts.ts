/** What the validation of a draft needs to know beside the draft itself. */
import type { Audience } from './audience.ts';
import type { OfferDocument, OfferKind } from './document.ts';

export interface ValidationFacts {
  readonly kind: OfferKind;
  /** Day of publication: markets and currencies are those of this day. */
  readonly on: Temporal.PlainDate;
  /** The sandbox's stand-in publisher listens on this machine without a certificate. */
  readonly localAddresses: boolean;
  /** Of the partners the draft names, those that may be selected: active direct partners and providers (A29). */
  readonly selectablePartners: ReadonlySet<string>;
  /** Whether another publisher already uses the technical pair of tenant and application. */
  readonly technicalPairTaken: boolean;
  /** The version partners see now. */
  readonly live: OfferDocument | undefined;
  readonly audienceInForce: Audience | undefined;
}
