/** An indirect provider names the indirect reseller of the sale, one for the whole cart (rule D10). */
import type { ConnectedPartner } from '@comptoir/contracts/comptoir/partnerships';
import type { Cart } from '@comptoir/contracts/partner-center/orders';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import { Picker, type PickerSource } from '../../ui/picker.tsx';
import { useText } from '../../ui/text.tsx';
import { useMe } from '../account/me.ts';
import { resellerQuery, resellerSource } from '../partnerships/queries.ts';
import { resellerOf } from './queries.ts';

interface ResellerChoiceProps {
  readonly cart: Cart;
  readonly busy: boolean;
  /** The PartnerID of the reseller, or empty for a sale without one. */
  readonly onChoose: (mpnId: string) => void;
}

/** Whether the person orders for resellers, and sees them. */
export function useResells(): boolean {
  const { parts, permissions } = useMe();
  return parts.includes('provider') && permissions.includes('partnerships.read');
}

export function ResellerChoice(props: ResellerChoiceProps) {
  return useResells() ? <Choice {...props} /> : null;
}

function Choice({ cart, busy, onChoose }: ResellerChoiceProps) {
  const t = useText();
  const current = resellerOf(cart);
  const named = useQuery({ ...resellerQuery(current), enabled: current !== '' }).data;
  return (
    <Picker
      label={t('cart.reseller')}
      hint={t('cart.reseller.hint')}
      source={resellerChoices}
      value={current}
      shown={named ? labelOf(named) : current}
      none={t('cart.reseller.none')}
      onChoose={(reseller) => busy || onChoose(reseller?.mpnId ?? '')}
    />
  );
}

const labelOf = ({ name, mpnId }: ConnectedPartner) => `${name} (${mpnId})`;
const choices = 20;

/** The resellers that the provider works with, found by any word of name or PartnerID. */
const resellerChoices: PickerSource<ConnectedPartner> = {
  key: resellerSource.key,
  find: (search) => ask(resellerSource.path, resellerSource.list.answer, { query: { search, size: choices } }),
  choiceOf: (reseller) => ({ value: reseller.mpnId, label: labelOf(reseller) }),
};
