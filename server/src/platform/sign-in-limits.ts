/**
 * How many wrong passwords are taken within a minute, by source address and by name. A try counts before it is
 * verified, so that parallel ones do not slip through, and is given back when the password was right. Whoever types a
 * stranger's name shuts out that name from his own address only.
 */
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';

/** Of one name from one address. */
const triesOfPair = 10;
/** Of one name from everywhere; beyond it, each address has `triesOfPairUnderAttack`, so that its owner still gets in. */
const triesOfName = 30;
const triesOfPairUnderAttack = 2;
/** Of all names from one address: an office shares one. */
const triesOfSource = 60;

const windowMs = 60_000;
/** Each of the three counts remembers so many; who is forgotten begins a new minute. */
const remembered = 20_000;

export interface SignInLimits {
  /** `undefined` when there were too many wrong tries already; else a function that gives the try back. */
  take(source: string, name: string): (() => void) | undefined;
}

export const signInWaitSeconds = windowMs / 1000;

/** Counts per process: several processes allow that many more tries, which still makes guessing hopeless. */
export function signInLimits(): SignInLimits {
  const [pairs, names, sources] = [counter(), counter(), counter()];
  return {
    take(source, typed) {
      const name = keyOfName(typed);
      const pair = `${source} ${name}`;
      const allowed = names.of(name) >= triesOfName ? triesOfPairUnderAttack : triesOfPair;
      if (pairs.of(pair) >= allowed || sources.of(source) >= triesOfSource) return undefined;
      const counted = [
        [pairs, pair],
        [names, name],
        [sources, source],
      ] as const;
      for (const [counts, key] of counted) counts.add(key, 1);
      return () => {
        for (const [counts, key] of counted) counts.add(key, -1);
      };
    },
  };
}

/** A digest: somebody who types a name of a megabyte must not make us keep it. */
export function keyOfName(typed: string): string {
  return createHash('sha256').update(typed.toLowerCase()).digest('base64url');
}

/** The window begins with the first try and is not drawn out by later ones. */
function counter() {
  const counts = new LRUCache<string, number>({ max: remembered, ttl: windowMs });
  return {
    of: (key: string) => counts.get(key) ?? 0,
    add(key: string, change: 1 | -1) {
      const known = counts.get(key);
      if (known === undefined && change < 0) return;
      counts.set(
        key,
        Math.max(0, (known ?? 0) + change),
        known === undefined ? {} : { ttl: counts.getRemainingTTL(key) },
      );
    },
  };
}

/**
 * Whom a request comes from: the caller, or whom a trusted proxy says it is (`COMPTOIR_TRUSTED_PROXIES`). Of IPv6 the
 * network counts, a /64: its holder has all addresses in it.
 */
export function sourceOf(request: Pick<FastifyRequest, 'ip'>): string {
  const address = request.ip.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  return isIPv6(address) ? networkOf(address) : address.slice(0, 64);
}

function networkOf(address: string): string {
  const [head = '', tail] = address.split('%')[0]!.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const gap = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: Math.max(0, gap) }, () => '0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
