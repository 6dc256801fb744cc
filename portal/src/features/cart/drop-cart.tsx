/** "Discard the cart": nothing of it is bought, and it is gone in every browser. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { paths } from '../../paths.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useFaultText } from '../../ui/fault.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { cartsChanged, dropCart } from './open-carts.ts';

interface DroppedCart {
  readonly customerId: string;
  readonly cartId: string;
}

/** Drops a cart and leads back to what can be bought for its customer. */
export function useDropCart({ customerId, cartId }: DroppedCart) {
  const t = useText();
  const say = useSay();
  const faultText = useFaultText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => dropCart(customerId, cartId),
    onSuccess: async () => {
      await navigate({ to: paths.marketplace, search: { customer: customerId } });
      say(t('cart.dropped'));
    },
    onError: (error) => say(faultText(error)),
    onSettled: () => cartsChanged(queries),
  });
}

export function DropCart(props: DroppedCart & { customerName: string; unless: string | undefined }) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const drop = useDropCart(props);
  return (
    <>
      <ActionButton busy={drop.isPending} unless={props.unless} onAct={() => setAsking(true)}>
        {t('cart.drop')}
      </ActionButton>
      {asking ? (
        <Confirm
          danger
          title={t('cart.drop.question')}
          text={t('cart.drop.text', { customer: props.customerName })}
          confirm={t('cart.drop')}
          cancel={t('action.cancel')}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            drop.mutate();
          }}
        />
      ) : null}
    </>
  );
}
