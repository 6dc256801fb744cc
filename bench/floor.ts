/**
 * The floor: a bare Node server that writes the same rows as an order with one hand-made statement and does nothing
 * else: no token, no permission, no validation, no prices. What Comptoir loses to it is what its rules cost.
 * Run as a child: `node bench/floor.ts`, address and ids in FLOOR as JSON; prints its port.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { newAlternateId, newId, newOrderId } from '../server/src/kernel/index.ts';

const given = JSON.parse(process.env.FLOOR ?? '{}') as {
  address: pg.PoolConfig;
  partner: string;
  customer: string;
  publisher: string;
  offer: string;
  version: string;
  product: string;
  availability: string;
};
const pool = new pg.Pool({ ...given.address, max: 10 });

const statement = `
  with placed as (
    insert into purchase_order (partner_tenant_id, id, alternate_id, customer_tenant_id, currency, billing_cycle, status, lines, created_at, created_by)
    values ($1, $2, $3, $4, 'EUR', 'monthly', 'pending', $5::jsonb, now(), 'floor') returning id),
  bought as (
    insert into subscription (partner_tenant_id, id, customer_tenant_id, publisher_tenant_id, offer_id, offer_version_id, product_id, sku_id,
      availability_id, plan_id, order_id, line_number, friendly_name, per_seat, quantity, term, billing_cycle, market, pricing_currency,
      unit_price, status, created_at, parties)
    select $1, $6, $4, $7, $8, $9, $10, '0001', $11, 'essentiel', placed.id, 0, 'Essentiel', true, 10, 'P1M', 'monthly', 'FR', 'EUR', 12.50,
      'pending', now(), $12::jsonb from placed returning id),
  answered as (
    insert into request_answer (tenant_id, caller, route, request_id, body_hash, status, body, secret)
    values ($1, 'floor', 'POST orders', $13, 'hash', 201, $14, false) returning request_id)
  insert into event (id, name, at, aggregate_type, aggregate_id, partner_tenant_id, customer_tenant_id, publisher_tenant_id, actor_tenant_id,
    actor_name, correlation_id, new_value)
  select $15, 'OrderPlaced', now(), 'order', placed.id, $1, $4, $7, $1, 'floor', $16, $5::jsonb from placed, bought, answered`;

const lines = JSON.stringify([
  {
    lineNumber: 0,
    catalogItemId: `${given.product}:0001:${given.availability}`,
    quantity: 10,
    term: 'P1M',
    unitPrice: '12.50',
    friendlyName: 'Essentiel',
  },
]);
const parties = JSON.stringify({ purchaser: { tenantId: given.partner }, beneficiary: { tenantId: given.customer } });
const answer = JSON.stringify({
  id: 'x'.repeat(33),
  status: 'pending',
  lineItems: JSON.parse(lines) as unknown,
  padding: 'y'.repeat(900),
});

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const values = [
      given.partner,
      newOrderId(),
      newAlternateId(),
      given.customer,
      lines,
      newId(),
      given.publisher,
      given.offer,
      given.version,
      given.product,
      given.availability,
      parties,
      newId(),
      answer,
      newId(),
      newId(),
    ];
    pool.query({ name: 'floor', text: statement, values }).then(
      () => response.writeHead(201, { 'content-type': 'application/json' }).end(answer),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
