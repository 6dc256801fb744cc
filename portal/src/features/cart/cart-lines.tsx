/** Lines of a cart: quantities may change, lines may go; the API prices them anew each time. */
import { Input } from '@fluentui/react-components';
import type { Customer } from '@comptoir/contracts/partner-center/customers';
import type { Cart } from '@comptoir/contracts/partner-center/orders';
import { ActionButton } from '../../ui/action-button.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/list-rows.ts';
import { sumOf, timesOf } from '../../ui/amounts.ts';
import { useText, type Text } from '../../ui/text.tsx';
import { PaidPrice } from '../margins/paid-price.tsx';
import { ItemLink, ItemName, useItemName, useSeats } from './line-name.tsx';

type Line = Cart['lineItems'][number];

interface CartLinesProps {
  readonly cart: Cart;
  readonly customer: Customer;
  readonly quantities: Quantities;
  readonly onRemove: (id: number) => void;
}

/** Quantities as they are typed, by line; what was not touched is absent. */
export type Typed = Readonly<Record<number, string>>;

export interface Quantities {
  readonly typed: Typed;
  readonly busy: boolean;
  readonly type: (id: number, text: string) => void;
  /** Takes what is typed over into the cart. */
  readonly update: () => void;
}

/** What is typed for a line as a quantity; undefined when it is none. */
export function quantityTyped(line: Line, typed: Typed): number | undefined {
  const wanted = Number(typed[line.id] ?? line.quantity);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : undefined;
}

export function CartLinesTable(props: CartLinesProps) {
  const t = useText();
  const columns = useColumns(props);
  const { lineItems } = props.cart;
  return <Table name={t('menu.cart')} rows={lineItems} rowKey={(line) => String(line.id)} columns={columns} />;
}

function useColumns({ customer, quantities, onRemove }: CartLinesProps): readonly Column<Line>[] {
  const t = useText();
  const country = customer.billingProfile.defaultAddress.country;
  return [
    {
      id: 'item',
      header: t('cart.item'),
      text: (line) => line.catalogItemId,
      cell: (line) => <ItemLink catalogItemId={line.catalogItemId} country={country} customerId={customer.id} />,
    },
    {
      id: 'term',
      header: t('word.term'),
      text: (line) => termText(t, line),
    },
    {
      id: 'quantity',
      header: t('word.quantity'),
      text: (line) => t.formats.number(line.quantity),
      cell: (line) => <Quantity line={line} country={country} quantities={quantities} />,
    },
    ...priceColumns(t),
    {
      id: 'remove',
      header: t('word.actions'),
      text: () => '',
      cell: (line) => (
        <ActionButton size="small" subtle onAct={() => onRemove(line.id)}>
          {t('cart.remove')}
        </ActionButton>
      ),
    },
  ];
}

/** A trial says that it is free, and what it becomes. */
function termText(t: Text, { termDuration, billingCycle, renewsTo }: Line): string {
  const { termDuration: term, billingCycle: cycle } = renewsTo ?? { termDuration, billingCycle };
  const bought = `${t.maybe(`term.${term}`) ?? term} · ${t.maybe(`cycle.${cycle}`) ?? cycle}`;
  return renewsTo ? t('trial.thenAfter', { bought }) : bought;
}

function priceColumns(t: Text): readonly Column<Line>[] {
  return [
    {
      id: 'price',
      header: t('cart.unitPrice'),
      end: true,
      text: (line) => t.formats.money(line.pricing.price, line.currencyCode),
      cell: ({ pricing, currencyCode, isTrial }) => (
        <PaidPrice
          paid={wireAmount(pricing.discountedPrice)}
          list={wireAmount(pricing.listPrice)}
          currency={currencyCode}
          free={isTrial === true}
        />
      ),
    },
    {
      id: 'total',
      header: t('word.total'),
      end: true,
      text: (line) => t.formats.money(line.pricing.extendedPrice, line.currencyCode),
    },
  ];
}

interface QuantityProps {
  readonly line: Line;
  readonly country: string;
  readonly quantities: Quantities;
}

function Quantity({ line, country, quantities }: QuantityProps) {
  const t = useText();
  const name = useItemName(line.catalogItemId, country);
  const seats = useSeats(line.catalogItemId, country);
  const { typed, busy, type, update } = quantities;
  const wanted = quantityTyped(line, typed);
  const changed = wanted !== line.quantity;
  const outside = seats && wanted !== undefined && (wanted < seats.min || wanted > seats.max);
  const reason =
    outside && seats ? t('plan.seats.between', seats) : wanted === undefined ? t('cart.quantity.wrong') : undefined;
  return (
    <span className="inline-link">
      <Input
        type="number"
        size="small"
        className="short"
        aria-label={t('cart.quantity.of', { name })}
        aria-invalid={reason !== undefined}
        value={typed[line.id] ?? String(line.quantity)}
        onChange={(_, data) => type(line.id, data.value)}
      />
      {changed ? (
        <ActionButton size="small" busy={busy} unless={reason} onAct={update}>
          {t('action.update')}
        </ActionButton>
      ) : null}
    </span>
  );
}

/** What all lines cost together now, a currency each, and once their trials are over. */
export function CartTotal({ cart }: { cart: Cart }) {
  const t = useText();
  const currencies = [...new Set(cart.lineItems.map((line) => line.currencyCode))];
  const total = (amountOf: (line: Line) => string) =>
    currencies
      .map((currency) => {
        const lines = cart.lineItems.filter((line) => line.currencyCode === currency);
        return t.formats.money(sumOf(lines.map(amountOf)), currency);
      })
      .join(' + ');
  return (
    <>
      <p className="cart-total">
        {t('cart.total')} <strong>{total(({ pricing }) => wireAmount(pricing.extendedPrice))}</strong>
      </p>
      {cart.lineItems.some((line) => line.isTrial) ? (
        <p className="cart-total quiet">{t('trial.total', { amount: total(laterOf) })}</p>
      ) : null}
    </>
  );
}

/** Partner Center writes amounts as numbers; no price has more digits. */
const wireAmount = (amount: number) => amount.toFixed(9).replace(/\.?0+$/, '');

/** What a line costs a cycle once its trial is over. */
const laterOf = ({ pricing, quantity, isTrial }: Line) =>
  isTrial ? timesOf(wireAmount(pricing.discountedPrice), quantity) : wireAmount(pricing.extendedPrice);

/** What is about to be bought, line by line, as the cart prices it. */
export function CartReview({ cart, customer }: { cart: Cart; customer: Customer }) {
  const t = useText();
  const country = customer.billingProfile.defaultAddress.country;
  const columns: readonly Column<Line>[] = [
    {
      id: 'item',
      header: t('cart.item'),
      text: (line) => line.catalogItemId,
      cell: (line) => (
        <>
          <ItemName catalogItemId={line.catalogItemId} country={country} />
          <br />
          <span className="quiet">{termText(t, line)}</span>
        </>
      ),
    },
    { id: 'quantity', header: t('word.quantity'), end: true, text: (line) => t.formats.number(line.quantity) },
    ...priceColumns(t),
  ];
  return (
    <>
      <Table name={t('cart.review')} rows={cart.lineItems} rowKey={(line) => String(line.id)} columns={columns} />
      <CartTotal cart={cart} />
    </>
  );
}
