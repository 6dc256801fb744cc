/** The way to the carts that are being filled: straight to the only one, or by a list of customers. */
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { CartRegular } from '@fluentui/react-icons/svg/cart';
import { useNavigate } from '@tanstack/react-router';
import { TextLink } from '../../ui/link.tsx';
import { useText } from '../../ui/text.tsx';
import { useOpenCarts } from './open-carts.ts';

export function CartLink() {
  const t = useText();
  const navigate = useNavigate();
  const carts = useOpenCarts();
  const [only, second] = carts;
  if (!only) return null;
  if (!second) {
    return (
      <TextLink to={only.path} className="top-link">
        <CartRegular aria-hidden fontSize={20} />
        <span className="wide-only">{t('menu.cart')}</span>
        <span className="narrow-only sr-only">{t('menu.cart')}</span>
      </TextLink>
    );
  }
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          className="top-button"
          appearance="transparent"
          icon={<CartRegular />}
          aria-label={t('frame.carts', { count: carts.length })}
        >
          <span className="wide-only">{t('frame.carts', { count: carts.length })}</span>
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {carts.map((cart) => (
            <MenuItem key={cart.cartId} onClick={() => void navigate({ to: cart.path })}>
              {cart.customerName}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
