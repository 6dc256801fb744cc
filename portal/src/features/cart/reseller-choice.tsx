/** An indirect provider names the indirect reseller of the sale, one for the whole cart (rule D10). */
import type { Cart } from '@comptoir/contracts/partner-center/orders';
import { Picker } from '../../ui/picker.tsx';
import { useText } from '../../ui/text.tsx';
import { resellerChoices, useResellerName, useResells } from '../partnerships/reseller-choices.ts';
import { resellerOf } from './queries.ts';

interface ResellerChoiceProps {
  readonly cart: Cart;
  readonly busy: boolean;
  /** The PartnerID of the reseller, or empty for a sale without one. */
  readonly onChoose: (mpnId: string) => void;
}

export function ResellerChoice(props: ResellerChoiceProps) {
  return useResells() ? <Choice {...props} /> : null;
}

function Choice({ cart, busy, onChoose }: ResellerChoiceProps) {
  const t = useText();
  const current = resellerOf(cart);
  return (
    <Picker
      label={t('cart.reseller')}
      hint={t('cart.reseller.hint')}
      source={resellerChoices}
      value={current}
      shown={useResellerName(current)}
      none={t('cart.reseller.none')}
      onChoose={(reseller) => busy || onChoose(reseller?.mpnId ?? '')}
    />
  );
}
