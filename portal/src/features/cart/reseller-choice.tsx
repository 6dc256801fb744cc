/** An indirect provider names the indirect reseller of the sale, one for the whole cart (rule D10). */
import type { Cart } from '@comptoir/contracts/partner-center/orders';
import { Field, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import { Options } from '../../ui/form/fields.tsx';
import { useText } from '../../ui/text.tsx';
import { useMe } from '../account/me.ts';
import { resellerSource } from '../partnerships/queries.ts';
import { resellerOf } from './queries.ts';

interface ResellerChoiceProps {
  readonly cart: Cart;
  readonly busy: boolean;
  /** The PartnerID of the reseller, or empty for a sale without one. */
  readonly onChoose: (mpnId: string) => void;
}

export function ResellerChoice(props: ResellerChoiceProps) {
  const { parts, permissions } = useMe();
  return parts.includes('provider') && permissions.includes('partnerships.read') ? <Choice {...props} /> : null;
}

const mostShown = 100;

function Choice({ cart, busy, onChoose }: ResellerChoiceProps) {
  const t = useText();
  const found = useQuery({
    queryKey: [...resellerSource.key, 'choice'],
    queryFn: () => ask(resellerSource.path, resellerSource.list.answer, { query: { size: mostShown } }),
  });
  const current = resellerOf(cart);
  const options = (found.data?.items ?? []).map(({ name, mpnId }) => ({ value: mpnId, label: `${name} (${mpnId})` }));
  const known = current === '' || options.some(({ value }) => value === current);
  return (
    <Field className="field" label={t('cart.reseller')} hint={t('cart.reseller.hint')}>
      <Select value={current} disabled={busy} onChange={(_, { value }) => onChoose(value)}>
        <option value="">{t('cart.reseller.none')}</option>
        <Options options={known ? options : [{ value: current, label: current }, ...options]} />
      </Select>
    </Field>
  );
}
