/**
 * Addresses of names that a tenant gave us, from the name servers themselves. Not by `dns.lookup`: of its calls a process
 * has a few at a time, none can be ended, and one name server that is silent would keep everybody's names from being found.
 * The hosts file is not read: what it names is of our own network.
 */
import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';

/** For one question to one server the first time; in all, whatever the number of servers. */
const questionMs = 1_000;
const limitMs = 4_000;

/**
 * All addresses of a host, IPv4 first, never none. `signal` ends it. Of two families the one that answers in time is
 * enough. Throws when neither does: the error of `dns.resolve4`, or that the time is over.
 */
export async function addressesOf(
  host: string,
  servers: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<readonly LookupAddress[]> {
  // One of its own: ending it ends no other's.
  const resolver = new Resolver({ timeout: questionMs, tries: 2 });
  if (servers) resolver.setServers(servers);
  const over = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
  const cancel = () => resolver.cancel();
  over.addEventListener('abort', cancel, { once: true });
  try {
    const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const found = [
      ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 })) : []),
      ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 })) : []),
    ];
    if (found.length > 0) return found;
    if (over.aborted) throw new Error(`no name server told the address of ${host} in time`);
    throw four.status === 'rejected' ? four.reason : new Error(`${host} has no address`);
  } finally {
    over.removeEventListener('abort', cancel);
  }
}
