/**
 * Addresses that a tenant gives and others open, or we fetch: https, of a named public host, nothing hidden in it. A name
 * may still resolve to a private address: whatever fetches one must look at what it resolved to as well.
 */
import ipaddr from 'ipaddr.js';

/** Names that never lead beyond a machine or its network (RFC 6761, RFC 6762, RFC 9476). */
const localNames = /(?:^|\.)(?:localhost|local|internal|home\.arpa|alt|onion)$/;

/** `::/96`, IPv4 in its older form within IPv6: deprecated, and led nowhere by the public network (RFC 4291, section 2.5.5.1). */
const ipv4Compatible = ipaddr.IPv6.parseCIDR('::/96');

/** Whether an IP address is one that everybody reaches. IPv4 written as IPv6 counts as IPv4. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const read = ipaddr.process(address);
  return read.range() === 'unicast' && !(read instanceof ipaddr.IPv6 && read.match(ipv4Compatible));
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
  if (ipaddr.isValid(host)) return isPublicAddress(host);
  return host.includes('.') && !localNames.test(host);
}
