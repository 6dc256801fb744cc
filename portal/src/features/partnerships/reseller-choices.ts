/** The indirect resellers that a provider names in a sale: chosen by searching, on the cart and on the subscription (rule D10). */
import type { ConnectedPartner } from '@comptoir/contracts/comptoir/partnerships';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import type { PickerSource } from '../../ui/picker.tsx';
import { useMe } from '../account/me.ts';
import { resellerQuery, resellerSource } from './queries.ts';

/** Whether the person orders for resellers, and sees them. */
export function useResells(): boolean {
  const { parts, permissions } = useMe();
  return parts.includes('provider') && permissions.includes('partnerships.read');
}

const labelOf = ({ name, mpnId }: ConnectedPartner) => `${name} (${mpnId})`;

/** How the reseller of a PartnerID is shown; one that is no partner any more by the PartnerID alone. */
export function useResellerName(mpnId: string): string {
  const named = useQuery({ ...resellerQuery(mpnId), enabled: mpnId !== '' }).data;
  return named ? labelOf(named) : mpnId;
}

const choices = 20;

/** Those that the provider works with, found by any word of name or PartnerID. */
export const resellerChoices: PickerSource<ConnectedPartner> = {
  key: resellerSource.key,
  find: (search) => ask(resellerSource.path, resellerSource.list.answer, { query: { search, size: choices } }),
  choiceOf: (reseller) => ({ value: reseller.mpnId, label: labelOf(reseller) }),
};
