/** The roles that people of an organisation can be given, by the parts it plays; the server says the last word. */
import type { Me } from '@comptoir/contracts/comptoir/account';
import type { RoleName } from './words.tsx';

const agents: readonly Me['parts'][number][] = ['direct', 'provider', 'reseller', 'applicant'];
const sellers: readonly Me['parts'][number][] = ['direct', 'provider'];

export function rolesHere(parts: Me['parts']): readonly RoleName[] {
  const plays = (wanted: readonly Me['parts'][number][]) => parts.some((part) => wanted.includes(part));
  return [
    'global_admin',
    'user_admin',
    'billing_admin',
    ...(plays(agents) ? (['admin_agent', 'helpdesk_agent'] as const) : []),
    ...(plays(sellers) ? (['sales_agent'] as const) : []),
    ...(plays(['publisher']) ? (['manager'] as const) : []),
  ];
}
