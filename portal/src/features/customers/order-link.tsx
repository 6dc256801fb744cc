/** The one way to begin buying for a customer: "Order", wherever the customer is at hand. */
import { CartRegular } from '@fluentui/react-icons/svg/cart';
import { paths } from '../../paths.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { LinkButton } from '../../ui/link.tsx';
import { useText } from '../../ui/text.tsx';
import { useMay, useMe } from '../account/me.ts';

interface OrderLinkProps {
  readonly customerId: string;
  /** In a list: small, with the customer's name for those who cannot see the row. */
  readonly of?: string;
}

export function OrderLink({ customerId, of }: OrderLinkProps) {
  const t = useText();
  // A reseller's provider orders, whatever its people's roles are (rule D9).
  const orders = useMe().parts.some((part) => part === 'direct' || part === 'provider');
  const look = of ? ({ size: 'small' } as const) : {};
  if (!useMay('subscriptions.buy')) {
    return (
      <ActionButton
        primary={!of}
        unless={t(orders ? 'cart.mayNot' : 'cart.providerOrders')}
        {...look}
        {...(of ? { of } : {})}
      >
        {t('order.begin')}
      </ActionButton>
    );
  }
  return (
    <LinkButton
      {...look}
      {...(of ? {} : { appearance: 'primary' as const, icon: <CartRegular /> })}
      to={`${paths.marketplace}?customer=${customerId}`}
    >
      {t('order.begin')}
      {of ? <span className="sr-only"> – {of}</span> : null}
    </LinkButton>
  );
}
