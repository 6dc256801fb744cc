/** Every address of the portal, read from its router, so that a page that nobody walks is noticed. */
import { readFileSync } from 'node:fs';

/** Addresses as the router has them, `$name` for what stands in them. */
export function routerAddresses(): readonly string[] {
  const router = readFileSync(new URL('../src/router.tsx', import.meta.url), 'utf8');
  const parents: Readonly<Record<string, string>> = {
    page: '',
    storePage: '',
    offerPage: '/publisher/offers/$offerId',
    customerPage: '/partner/customers/$customerId',
  };
  return [...router.matchAll(/\b(page|storePage|offerPage|customerPage)\(\s*'([^']+)'/g)].map(
    ([, kind, path]) => parents[kind!]! + path!,
  );
}
