/** Carts filled and checked out a second: each is two calls. */
import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import { measured, type Measured, type Target } from './load.ts';

/** `orders`: an order of the same line, which tells the customer, the line and who buys. */
export async function checkOutCarts(
  origin: string,
  orders: Target,
  inFlight: number,
  seconds: number,
): Promise<Measured> {
  const order = JSON.parse(orders.body) as {
    billingCycle: string;
    lineItems: readonly { offerId: string; quantity: number; termDuration: string }[];
  };
  const carts = `${new URL(orders.url).pathname.replace(/orders$/, 'carts')}`;
  const lineItems = order.lineItems.map(({ offerId, quantity, termDuration }, id) => ({
    id,
    catalogItemId: offerId,
    quantity,
    termDuration,
    billingCycle: order.billingCycle,
  }));
  const headers = { ...orders.headers, 'content-type': 'application/json' };
  const fresh = (request: { headers: Record<string, string> }) => ({
    ...request.headers,
    'ms-requestid': randomUUID(),
  });
  const result = await autocannon({
    url: origin,
    connections: inFlight,
    pipelining: 1,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        path: carts,
        headers,
        body: JSON.stringify({ lineItems }),
        setupRequest: (request) => ({ ...request, headers: fresh(request) }),
        onResponse: (_status, body, context) => void (context.cart = (JSON.parse(body) as { id: string }).id),
      },
      {
        method: 'POST',
        headers,
        setupRequest: (request, context) => ({
          ...request,
          path: `${carts}/${context.cart}/checkout`,
          headers: fresh(request),
        }),
      },
    ],
  });
  return measured(result, 0.5);
}
