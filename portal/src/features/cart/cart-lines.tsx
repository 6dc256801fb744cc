/** Lines of a cart: quantities may change, lines may go; the API prices them anew each time. */
import { Field, Input } from '@fluentui/react-components';
import type { Customer } from '@comptoir/contracts/partner-center/customers';
import type { Cart } from '@comptoir/contracts/partner-center/orders';
import { ActionButton } from '../../ui/action-button.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/list-rows.ts';
import { Facts } from '../../ui/facts.tsx';
import { cycleText, sumsText, termText, wireAmount, type CycleAmount } from '../../ui/cycles.ts';
import { timesOf } from '../../ui/amounts.ts';
import { useText, type Text } from '../../ui/text.tsx';
import { wholeTyped } from '../../ui/typed.ts';
import { PaidPrice } from '../margins/paid-price.tsx';
import { ItemLink, ItemName, useItemName, type useSeats } from './line-name.tsx';
import { resellerOf } from './queries.ts';
import type { RefusedLines } from './refused-lines.ts';

type Line = Cart['lineItems'][number];

interface CartLinesProps {
  readonly cart: Cart;
  readonly customer: Customer;
  readonly quantities: Quantities;
  readonly refused: RefusedLines;
  readonly onRemove: (id: number) => void;
}

/** Quantities as they are typed, by line; what was not touched is absent. */
export type Typed = Readonly<Record<number, string>>;

type Limits = ReturnType<typeof useSeats>;

export interface Quantities {
  readonly typed: Typed;
  readonly busy: boolean;
  readonly limits: Limits;
  readonly type: (id: number, text: string) => void;
  /** Takes what is typed over into the cart. */
  readonly update: () => void;
}

/** What is typed for a line as a quantity; undefined when it is none, or outside of the plan's limits. */
export function quantityTyped(line: Line, typed: Typed, limits: Limits): number | undefined {
  const wanted = wholeTyped(typed[line.id] ?? String(line.quantity));
  const { min, max } = limits.get(line.catalogItemId) ?? { min: 1, max: Number.POSITIVE_INFINITY };
  return wanted !== undefined && wanted >= min && wanted <= max ? wanted : undefined;
}

export function CartLinesTable(props: CartLinesProps) {
  const t = useText();
  const columns = useColumns(props);
  const { lineItems } = props.cart;
  return <Table name={t('menu.cart')} rows={lineItems} rowKey={(line) => String(line.id)} columns={columns} />;
}

function useColumns({ customer, quantities, refused, onRemove }: CartLinesProps): readonly Column<Line>[] {
  const t = useText();
  const country = customer.billingProfile.defaultAddress.country;
  return [
    {
      id: 'item',
      header: t('cart.item'),
      text: (line) => line.catalogItemId,
      cell: (line) => (
        <>
          <ItemLink catalogItemId={line.catalogItemId} country={country} customerId={customer.id} />
          <Refused text={refused.byLine.get(line.id)} />
        </>
      ),
    },
    {
      id: 'term',
      header: t('word.term'),
      text: (line) => lineTerm(t, line),
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

/** Why the checkout refused a line. */
function Refused({ text }: { text: string | undefined }) {
  return text ? <p className="line-problem">{text}</p> : null;
}

/** A trial says that it is free, and what it becomes. */
function lineTerm(t: Text, { termDuration, billingCycle, renewsTo }: Line): string {
  const { termDuration: term, billingCycle: cycle } = renewsTo ?? { termDuration, billingCycle };
  const bought = termText(t, term, cycle);
  return renewsTo ? t('trial.thenAfter', { bought }) : bought;
}

function priceColumns(t: Text): readonly Column<Line>[] {
  return [
    {
      id: 'price',
      header: t('cart.unitPrice'),
      end: true,
      text: (line) => t.formats.money(line.pricing.price, line.currencyCode),
      cell: (line) => (
        <PaidPrice
          paid={wireAmount(line.pricing.discountedPrice)}
          list={wireAmount(line.pricing.listPrice)}
          currency={line.currencyCode}
          cycle={cycleOf(line)}
          free={line.isTrial === true}
        />
      ),
    },
    {
      id: 'total',
      header: t('cart.total'),
      end: true,
      text: (line) =>
        cycleText(t, {
          amount: wireAmount(line.pricing.extendedPrice),
          currency: line.currencyCode,
          cycle: line.billingCycle,
        }),
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
  const { typed, busy, limits, type, update } = quantities;
  const wanted = quantityTyped(line, typed, limits);
  const changed = wanted !== line.quantity;
  const seats = limits.get(line.catalogItemId);
  const reason = wanted === undefined ? (seats ? t('quantity.between', seats) : t('cart.quantity.wrong')) : undefined;
  return (
    <span className="inline-link">
      <Field {...(reason ? { validationMessage: reason, validationState: 'error' as const } : {})}>
        <Input
          type="number"
          size="small"
          className="short"
          aria-label={t('cart.quantity.of', { name })}
          value={typed[line.id] ?? String(line.quantity)}
          onChange={(_, data) => type(line.id, data.value)}
        />
      </Field>
      {changed ? (
        <ActionButton size="small" busy={busy} unless={reason} onAct={update}>
          {t('action.update')}
        </ActionButton>
      ) : null}
    </span>
  );
}

/** What all lines cost together now, for each cycle, and once their trials are over. */
export function CartTotal({ cart }: { cart: Cart }) {
  const t = useText();
  const trials = cart.lineItems.some((line) => line.isTrial);
  const now = cart.lineItems.filter((line) => !line.isTrial).map((line) => dueOf(line));
  const [first] = cart.lineItems;
  return (
    <>
      <p className="cart-total">
        {t('cart.total')}{' '}
        <strong>
          {now.length > 0 || !first ? sumsText(t, now) : cycleText(t, { ...dueOf(first), amount: '0', cycle: 'none' })}
        </strong>
      </p>
      {trials ? (
        <p className="cart-total quiet">{t('trial.total', { amount: sumsText(t, cart.lineItems.map(dueOf)) })}</p>
      ) : null}
    </>
  );
}

const cycleOf = ({ billingCycle, renewsTo }: Line) => renewsTo?.billingCycle ?? billingCycle;

/** What a line costs a cycle, of a trial once it is over. */
function dueOf(line: Line): CycleAmount {
  const { pricing, quantity, isTrial, currencyCode: currency } = line;
  const amount = isTrial ? timesOf(wireAmount(pricing.discountedPrice), quantity) : wireAmount(pricing.extendedPrice);
  return { amount, currency, cycle: cycleOf(line) };
}

/** What is about to be bought, line by line, as the cart prices it. */
export function CartReview({ cart, customer }: { cart: Cart; customer: Customer }) {
  const t = useText();
  const country = customer.billingProfile.defaultAddress.country;
  const reseller = resellerOf(cart);
  const columns: readonly Column<Line>[] = [
    {
      id: 'item',
      header: t('cart.item'),
      text: (line) => line.catalogItemId,
      cell: (line) => (
        <>
          <ItemName catalogItemId={line.catalogItemId} country={country} />
          <br />
          <span className="quiet">{lineTerm(t, line)}</span>
        </>
      ),
    },
    { id: 'quantity', header: t('word.quantity'), end: true, text: (line) => t.formats.number(line.quantity) },
    ...priceColumns(t),
  ];
  return (
    <>
      <Table name={t('cart.review')} rows={cart.lineItems} rowKey={(line) => String(line.id)} columns={columns} />
      {reseller ? <Facts facts={[[t('cart.reseller'), reseller]]} /> : null}
      <CartTotal cart={cart} />
    </>
  );
}
