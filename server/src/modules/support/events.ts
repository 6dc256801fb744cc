/** What this module tells the rest of the house. */
import type { AudienceChange } from '../offers/index.ts';

export interface SupportEvents {
  PublisherRequestSubmitted: { readonly offerId: string; readonly from: string; readonly change: AudienceChange };
  /** The change came into force with it. */
  PublisherRequestApproved: { readonly state: 'approved' };
  PublisherRequestRefused: { readonly state: 'refused'; readonly reason: string };
  PublisherRequestWithdrawn: { readonly state: 'withdrawn' };
}
