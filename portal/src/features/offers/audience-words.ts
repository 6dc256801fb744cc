/** Words about partners of an audience, and about moves between its options. */
import type { AudiencePartner } from '@comptoir/contracts/comptoir/offers';
import type { AudienceMove } from '@comptoir/contracts/comptoir/publisher-requests';
import type { Text } from '../../ui/text.tsx';

/** Full address and country of a partner, as the source's screens show its location (rule A24). */
export const locationText = (t: Text, { address, country }: Pick<AudiencePartner, 'address' | 'country'>) =>
  [address, t.formats.country(country)].filter((part) => part !== '').join(', ');

/** Name of a CSP region in the reader's language. */
export const regionText = (t: Text, name: string) => t.maybe(`region.${name}`) ?? name;

/** Why a move is what it is, in the reader's language by its rule; the server's sentence where there is none. */
export const moveReason = (t: Text, { how, rule, reason }: Pick<AudienceMove, 'how' | 'rule' | 'reason'>) =>
  t.maybe(`audienceMove.${how}.${rule.id}`) ?? reason;
