/** A running server with a partner that has two months invoiced and a third one open; for tests of billing's wires. */
import { aBuyerOf, aChannel, setTime, type Channel } from './billing.ts';
import { worksOf, type TestWorks } from './database.ts';
import { callServer, type Call, type Called } from './http.ts';
import { startTestServer, type TestServer } from './server.ts';
import { accessToken, type TokenWishes } from './tokens.ts';

export interface Invoiced {
  readonly server: TestServer;
  readonly works: TestWorks;
  /** Buyers of 10, 3 and 1 seats at EUR 10, active since 10 January 2027; it is 20 March. */
  readonly channel: Channel;
  /** A partner without anything. */
  readonly stranger: Channel;
  readonly token: string;
  /** Numbers of the operator's invoices to the partner, newest first. */
  readonly numbers: readonly string[];
  tokenOf(of: Channel, wishes?: Partial<TokenWishes>): Promise<string>;
  get(path: string, options?: Call): Promise<Called>;
}

export async function startInvoicedServer(): Promise<Invoiced> {
  const server = await startTestServer();
  const works = worksOf(server.context);
  await setTime(works, '2027-01-10T09:00:00Z');
  const channel = await aChannel(works);
  const stranger = await aChannel(works);
  for (const seats of [10, 3, 1]) await aBuyerOf(works, channel, seats);
  for (const moment of ['2027-03-01T00:00:00Z', '2027-03-20T00:00:00Z']) {
    await setTime(works, moment);
    // Not beside the server's own sweeps, which the activations nudged: in turn with them.
    await server.context.clockwork.runDue();
  }
  const tokenOf = (of: Channel, wishes: Partial<TokenWishes> = {}) =>
    accessToken(server.context, { tenantId: of.partner.tenantId, parts: ['direct'], ...wishes });
  const token = await tokenOf(channel);
  const get = (path: string, options: Call = {}) => callServer(server.origin, 'GET', path, { token, ...options });
  const list = await get('/v1/invoices');
  const numbers = (list.body.items as { id: string }[]).map((item) => item.id);
  return { server, works, channel, stranger, token, numbers, tokenOf, get };
}
