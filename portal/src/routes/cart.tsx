import type { Customer } from '@comptoir/contracts/partner-center/customers';
import type { Cart } from '@comptoir/contracts/partner-center/orders';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../features/account/me.ts';
import { CartLinesTable, CartReview, CartTotal, quantityTyped, type Typed } from '../features/cart/cart-lines.tsx';
import { CartTerms } from '../features/cart/cart-terms.tsx';
import { DropCart, useDropCart } from '../features/cart/drop-cart.tsx';
import { useRefusedLines } from '../features/cart/refused-lines.ts';
import { cartsChanged } from '../features/cart/open-carts.ts';
import { useSeats } from '../features/cart/line-name.tsx';
import {
  cartMoved,
  cartQuery,
  checkout,
  linesOf,
  pricesMoved,
  replaceLines,
  withReseller,
  type CartLines,
} from '../features/cart/queries.ts';
import { ResellerChoice } from '../features/cart/reseller-choice.tsx';
import { agreementsQuery, customerQuery } from '../features/customers/queries.ts';
import { HelpLinks } from '../features/help/help-links.tsx';
import { paths } from '../paths.ts';
import { ActionButton } from '../ui/action-button.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { ProblemSummary } from '../ui/form/problem-summary.tsx';
import { LinkButton } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { EmptyState, Loaded } from '../ui/states.tsx';
import { Message } from '../ui/message.tsx';
import { useText } from '../ui/text.tsx';

/** What is about to be bought for a customer. */
export function CartPage() {
  const t = useText();
  const { customerId, cartId } = useParams({ from: '/framed/partner/customers/$customerId/carts/$cartId' });
  const cart = useQuery(cartQuery(customerId, cartId));
  const customer = useQuery(customerQuery(customerId));
  const company = customer.data?.companyProfile.companyName;
  return (
    <Page
      title={t('menu.cart')}
      purpose={company && cart.data?.status === 'Active' ? t('cart.for', { customer: company }) : undefined}
      crumbs={[
        { label: t('menu.customers'), to: paths.customers },
        { label: company ?? customerId, to: paths.customer(customerId) },
      ]}
    >
      <Loaded query={customer.error ? { ...cart, data: undefined, error: customer.error } : cart}>
        {(loaded) =>
          customer.data && loaded.status === 'Active' ? (
            <OpenCart cart={loaded} customer={customer.data} />
          ) : (
            <EmptyState
              title={t('cart.ordered')}
              text={t('cart.ordered.text')}
              action={<LinkButton to={paths.customer(customerId)}>{t('customer.subscriptions')}</LinkButton>}
            />
          )
        }
      </Loaded>
    </Page>
  );
}

/** Lines whose quantity is typed anew have it at once, so that what is read on the page is what is bought. */
function useQuantities(cart: Cart, customer: Customer) {
  const queries = useQueryClient();
  const [typed, setTyped] = useState<Typed>({});
  const readAnew = useReadAnew(cart, customer);
  const items = cart.lineItems.map(({ catalogItemId }) => catalogItemId);
  const limits = useSeats(items, customer.billingProfile.defaultAddress.country);
  const change = useMutation({
    mutationFn: (lines: CartLines) => replaceLines(customer.id, cart, lines),
    onError: (error) => readAnew(error),
    onSuccess: (changed) => {
      queries.setQueryData(cartQuery(customer.id, cart.id).queryKey, changed);
      setTyped({});
    },
  });
  const lines = linesOf(cart).map((line, index) => ({
    ...line,
    quantity: quantityTyped(cart.lineItems[index]!, typed, limits) ?? line.quantity,
  }));
  return {
    typed,
    limits,
    type: (id: number, text: string) => setTyped({ ...typed, [id]: text }),
    wrong: cart.lineItems.some((line) => quantityTyped(line, typed, limits) === undefined),
    busy: change.isPending,
    error: change.error,
    update: () => change.mutate(lines),
    /** What is typed goes into the cart before the review, so that this shows what will be bought. */
    takeOver: (then: (reviewed: Cart) => void) => {
      const changed = lines.some((line, index) => line.quantity !== cart.lineItems[index]!.quantity);
      if (changed) change.mutate(lines, { onSuccess: then });
      else then(cart);
    },
    remove: (id: number) => change.mutate(lines.filter((line) => line.id !== id)),
    nameReseller: (mpnId: string) => change.mutate(withReseller(lines, mpnId)),
  };
}

function OpenCart({ cart, customer }: { cart: Cart; customer: Customer }) {
  const t = useText();
  const quantities = useQuantities(cart, customer);
  const buy = useCheckout(customer);
  const refused = useRefusedLines(cart, customer, buy);
  const drop = useDropCart({ customerId: customer.id, cartId: cart.id });
  // An empty cart is none.
  const remove = (id: number) => (cart.lineItems.length > 1 ? quantities.remove(id) : drop.mutate());
  return (
    <div className="stack">
      <ProblemSummary error={quantities.error} />
      <CartLinesTable cart={cart} customer={customer} quantities={quantities} refused={refused} onRemove={remove} />
      <CartTotal cart={cart} />
      <ResellerChoice cart={cart} busy={quantities.busy} onChoose={quantities.nameReseller} />
      <CartTerms cart={cart} country={customer.billingProfile.defaultAddress.country} />
      <p className="quiet">{t('cart.expires', { date: t.formats.moment(cart.expirationTimestamp) })}</p>
      <Buy cart={cart} customer={customer} quantities={quantities} buy={buy} refused={refused} />
      <HelpLinks topics={['buy', 'seats']} />
    </div>
  );
}

/**
 * After a refusal because somebody changed, ordered or discarded the cart, or because it costs something else by now: shows
 * it as it is, and answers it.
 */
function useReadAnew(cart: Cart, customer: Customer) {
  const queries = useQueryClient();
  const query = cartQuery(customer.id, cart.id);
  return async (error: unknown): Promise<Cart | undefined> => {
    if (pricesMoved(error)) {
      const priced = await replaceLines(customer.id, cart, linesOf(cart));
      return queries.setQueryData(query.queryKey, priced);
    }
    if (!cartMoved(error)) return undefined;
    await cartsChanged(queries);
    // One that is gone leaves nothing on the page that could still be bought.
    if (error.code === 'CartNotFound') await queries.resetQueries({ queryKey: query.queryKey, exact: true });
    else return queries.fetchQuery({ ...query, staleTime: 0 });
    return undefined;
  };
}

/** Orders the cart and leads to what was ordered; what was refused stays here to be read. */
function useCheckout(customer: Customer) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reviewed: Cart) => checkout(customer.id, reviewed),
    onSuccess: async ({ orders, orderErrors = [] }) => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['customers', customer.id, 'subscriptions'] }),
        cartsChanged(queries),
      ]);
      if (orderErrors.length > 0) return;
      await navigate({ to: paths.confirmation(customer.id, orders.map(({ id }) => id).join(',')) });
    },
  });
}

interface BuyProps {
  readonly cart: Cart;
  readonly customer: Customer;
  readonly quantities: ReturnType<typeof useQuantities>;
  readonly buy: ReturnType<typeof useCheckout>;
  readonly refused: ReturnType<typeof useRefusedLines>;
}

/** Why it cannot be bought now; undefined when it can. */
function useReason({ customer, quantities }: BuyProps): { reason: string | undefined; unattested: boolean } {
  const t = useText();
  const mayBuy = useMay('subscriptions.buy');
  const agreements = useQuery(agreementsQuery(customer.id));
  const unattested = agreements.data?.items.length === 0;
  if (!mayBuy) return { unattested, reason: t('cart.mayNot') };
  if (unattested) return { unattested, reason: t('cart.agreementFirst') };
  return { unattested, reason: quantities.wrong ? t('cart.quantity.wrong') : undefined };
}

function Buy(props: BuyProps) {
  const { cart, customer, quantities, buy, refused } = props;
  const t = useText();
  const mayBuy = useMay('subscriptions.buy');
  const { reason, unattested } = useReason(props);
  const [review, setReview] = useState<Reviewed>();
  const readAnew = useReadAnew(cart, customer);
  const order = (reviewed: Cart) => {
    setReview(undefined);
    buy.mutate(reviewed, {
      onError: async (error) => {
        const found = await readAnew(error);
        const again = pricesMoved(error) ? 'CartPricesChanged' : 'CartChanged';
        if (found?.status === 'Active') setReview({ cart: found, again });
      },
    });
  };
  if (buy.data?.orderErrors?.length) return <PartlyOrdered {...props} />;
  return (
    <>
      {unattested ? (
        <Message commands={<LinkButton to={paths.customerAgreement(customer.id)}>{t('agreement.attest')}</LinkButton>}>
          {t('cart.agreementFirst')}
        </Message>
      ) : null}
      <ProblemSummary error={buy.error} problems={refused.problems} />
      <div className="form-foot">
        <ActionButton
          primary
          busy={buy.isPending || quantities.busy}
          unless={reason}
          onAct={() => quantities.takeOver((found) => setReview({ cart: found }))}
        >
          {t('cart.buy')}
        </ActionButton>
        <LinkButton to={`${paths.marketplace}?customer=${customer.id}`}>{t('cart.continue')}</LinkButton>
        <DropCart
          customerId={customer.id}
          cartId={cart.id}
          customerName={customer.companyProfile.companyName}
          unless={mayBuy ? undefined : t('cart.mayNot')}
        />
      </div>
      {review ? <Review {...review} customer={customer} onOrder={order} onClose={() => setReview(undefined)} /> : null}
    </>
  );
}

/** A cart as it is reviewed: what others do to it meanwhile changes nothing under the reader's eyes. */
interface Reviewed {
  readonly cart: Cart;
  /** Why it is reviewed again. */
  readonly again?: 'CartChanged' | 'CartPricesChanged';
}

interface ReviewProps extends Reviewed {
  readonly customer: Customer;
  readonly onOrder: (reviewed: Cart) => void;
  readonly onClose: () => void;
}

function Review({ cart, again, customer, onOrder, onClose }: ReviewProps) {
  const t = useText();
  return (
    <Confirm
      wide
      title={t('cart.review')}
      text={
        <div className="stack">
          {again ? <Message tone="attention">{t(`errors.${again}`)}</Message> : null}
          <p>{t('cart.review.text', { customer: customer.companyProfile.companyName })}</p>
          <CartReview cart={cart} customer={customer} />
        </div>
      }
      confirm={t('cart.buy.now')}
      cancel={t('action.cancel')}
      onCancel={onClose}
      onConfirm={() => onOrder(cart)}
    />
  );
}

/** Some lines are ordered and others were refused: the cart is over, and says which were not. */
function PartlyOrdered({ customer, buy, refused }: BuyProps) {
  const t = useText();
  const ordered = buy.data?.orders.map(({ id }) => id).join(',') ?? '';
  return (
    <>
      <ProblemSummary problems={refused.problems} />
      <div className="callout">
        <p>{t('cart.partly')}</p>
        <LinkButton to={paths.confirmation(customer.id, ordered)}>{t('cart.partly.ordered')}</LinkButton>
        <LinkButton to={`${paths.marketplace}?customer=${customer.id}`}>{t('cart.continue')}</LinkButton>
      </div>
    </>
  );
}
