/**
 * Addresses that a tenant gives and others open, or we fetch: https, of a named public host, nothing hidden in it. A name
 * may still resolve to a private address: whatever fetches one must look at what it resolved to as well.
 */
import { BlockList, isIP } from 'node:net';

/** Loopback, private, link-local, shared, documentation, multicast and reserved ranges (RFC 6890, RFC 4193, RFC 4291). */
const ranges = {
  ipv4: [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 3],
  ],
  ipv6: [
    ['::', 96],
    ['64:ff9b::', 96],
    ['100::', 64],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 10],
    ['ff00::', 8],
  ],
} as const;

const notPublic = new BlockList();
for (const [address, bits] of ranges.ipv4) notPublic.addSubnet(address, bits, 'ipv4');
for (const [address, bits] of ranges.ipv6) notPublic.addSubnet(address, bits, 'ipv6');

/** Names that never lead beyond a machine or its network (RFC 6761, RFC 6762, RFC 9476). */
const localNames = /(?:^|\.)(?:localhost|local|internal|home\.arpa|alt|onion)$/;

/** Whether an IP address is one that everybody reaches. IPv4 written as IPv6 counts as IPv4. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && !notPublic.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

const ownMachine = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether the text is an absolute https address of a public host, without user name, password, white space, backslashes
 * or invisible characters. `localToo`: http and https to this very machine as well, which the sandbox needs.
 */
export function isSafeUrl(text: string, localToo = false): boolean {
  if (!/^https?:\/\/[^\s\\\p{C}]+$/iu.test(text)) return false;
  const url = URL.parse(text);
  if (!url || url.username !== '' || url.password !== '') return false;
  if (localToo && ownMachine.has(url.hostname)) return true;
  if (url.protocol !== 'https:') return false;
  // The parser wrote every spelling of an IPv4 address (2130706433, 0x7f.1) with four numbers.
  const host = url.hostname.replace(/\.$/, '').replace(/^\[(.*)\]$/, '$1');
  if (isIP(host)) return isPublicAddress(host);
  return host.includes('.') && !localNames.test(host);
}
