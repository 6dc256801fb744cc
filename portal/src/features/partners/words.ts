/** Words about partners. */
import type { AudiencePartner } from '@comptoir/contracts/comptoir/offers';
import type { Text } from '../../ui/text.tsx';

/** Full address and country of a partner, as the source's screens show its location (rule A24). */
export const locationText = (t: Text, { address, country }: Pick<AudiencePartner, 'address' | 'country'>) =>
  [address, t.formats.country(country)].filter((part) => part !== '').join(', ');

/** Name of a CSP region in the reader's language. */
export const regionText = (t: Text, name: string) => t.maybe(`region.${name}`) ?? name;
