/** Domains of free mailboxes, which prove no company (rule B13). The list is the operator's; this is how it is read. Pure. */
import { allowed, refused, type Verdict } from '../kernel/index.ts';
import { rules } from './rules/index.ts';

/** An entry of the list. `family`: the name refuses it under every top-level domain, `yahoo` also `yahoo.co.uk`. */
export interface RefusedMailDomain {
  readonly domain: string;
  readonly family: boolean;
}

/** The domain of an address, lower case and in ASCII; empty when there is none. */
export function mailDomainOf(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '' : asciiDomain(address.slice(at + 1));
}

/** A domain in lower case ASCII without a point at its end; empty for what is none. */
export function asciiDomain(domain: string): string {
  const url = URL.parse(`http://${domain.trim().replace(/\.+$/, '')}`);
  return url && url.pathname === '/' && !url.port && !url.username && !url.search ? url.hostname : '';
}

/** Whether the primary contact may have this address: of a company, not of a free mail service nor of its subdomains. */
export function contactMailVerdict(address: string, list: readonly RefusedMailDomain[]): Verdict {
  const domain = mailDomainOf(address);
  const found = domain === '' ? undefined : list.find((entry) => refuses(entry, domain));
  if (domain !== '' && !found) return allowed;
  const why =
    domain === ''
      ? 'This address has no domain.'
      : `${domain} is a free mail service or a domain without mailboxes, which does not prove a company.`;
  return refused(rules.B13, `${why} Give an address of the company's own domain.`);
}

function refuses({ domain, family }: RefusedMailDomain, given: string): boolean {
  if (!family) return given === domain || given.endsWith(`.${domain}`);
  const labels = given.split('.');
  return labels.some((label, at) => label === domain && isTopLevel(labels.slice(at + 1)));
}

/** What stands behind a registered name: `fr`, or `co.uk`, `com.br`. */
const secondLevel = new Set(['ac', 'co', 'com', 'edu', 'go', 'gov', 'ne', 'net', 'or', 'org']);

function isTopLevel(labels: readonly string[]): boolean {
  if (labels.length === 1) return true;
  return labels.length === 2 && secondLevel.has(labels[0]!) && labels[1]!.length === 2;
}
