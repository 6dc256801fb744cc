/** Lines of a cart: quantities may change, lines may go; the API prices them anew each time. */
import { Input } from '@fluentui/react-components';
import type { Customer } from '@comptoir/contracts/partner-center/customers';
import type { Cart } from '@comptoir/contracts/partner-center/orders';
import { useState } from 'react';
import { ActionButton } from '../../ui/action-button.tsx';
import { Table } from '../../ui/list.tsx';
import type { Column } from '../../ui/list-rows.ts';
import { useText, type Text } from '../../ui/text.tsx';
import { PaidPrice } from '../margins/paid-price.tsx';
import { ItemLink, useItemName } from './line-name.tsx';

type Line = Cart['lineItems'][number];

interface CartLinesProps {
  readonly cart: Cart;
  readonly customer: Customer;
  readonly busy: boolean;
  readonly onQuantity: (id: number, quantity: number) => void;
  readonly onRemove: (id: number) => void;
}

export function CartLinesTable(props: CartLinesProps) {
  const t = useText();
  const columns = useColumns(props);
  const { lineItems } = props.cart;
  return <Table name={t('menu.cart')} rows={lineItems} rowKey={(line) => String(line.id)} columns={columns} />;
}

function useColumns(props: CartLinesProps): readonly Column<Line>[] {
  const t = useText();
  const { cart, customer, busy } = props;
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
      text: (line) =>
        `${t.maybe(`term.${line.termDuration}`) ?? line.termDuration} · ${t.maybe(`cycle.${line.billingCycle}`) ?? line.billingCycle}`,
    },
    {
      id: 'quantity',
      header: t('word.quantity'),
      text: (line) => t.formats.number(line.quantity),
      cell: (line) => (
        <Quantity
          key={line.quantity}
          line={line}
          country={country}
          busy={busy}
          onQuantity={(quantity) => props.onQuantity(line.id, quantity)}
        />
      ),
    },
    ...priceColumns(t),
    {
      id: 'remove',
      header: t('word.actions'),
      text: () => '',
      cell: (line) => (
        <ActionButton
          size="small"
          subtle
          unless={cart.lineItems.length === 1 ? t('cart.lastLine') : undefined}
          onAct={() => props.onRemove(line.id)}
        >
          {t('cart.remove')}
        </ActionButton>
      ),
    },
  ];
}

function priceColumns(t: Text): readonly Column<Line>[] {
  return [
    {
      id: 'price',
      header: t('cart.unitPrice'),
      end: true,
      text: (line) => t.formats.money(line.pricing.price, line.currencyCode),
      cell: ({ pricing, currencyCode }) => (
        <PaidPrice paid={pricing.price} list={pricing.listPrice} currency={currencyCode} />
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
  readonly busy: boolean;
  readonly onQuantity: (quantity: number) => void;
}

function Quantity({ line, country, busy, onQuantity }: QuantityProps) {
  const t = useText();
  const name = useItemName(line.catalogItemId, country);
  const [typed, setTyped] = useState(String(line.quantity));
  const wanted = Number(typed);
  const changed = Number.isInteger(wanted) && wanted > 0 && wanted !== line.quantity;
  return (
    <span className="inline-link">
      <Input
        type="number"
        size="small"
        className="short"
        aria-label={t('cart.quantity.of', { name })}
        value={typed}
        onChange={(_, data) => setTyped(data.value)}
      />
      <ActionButton
        size="small"
        busy={busy && changed}
        unless={changed ? undefined : t('form.unchanged')}
        onAct={() => onQuantity(wanted)}
      >
        {t('action.update')}
      </ActionButton>
    </span>
  );
}
