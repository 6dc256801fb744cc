/** Customers shared with one partner of the other tier: "View customers" leads to the list with this filter. */
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import type { Filter } from '../../ui/list-rows.ts';
import { useText } from '../../ui/text.tsx';
import { useMe } from '../account/me.ts';
import { providerSource, resellerSource } from './queries.ts';

/** As many as a choice shows. */
const most = 100;

export function useSharedFilter(): readonly Filter[] {
  const t = useText();
  const { parts, permissions } = useMe();
  const tier = parts.includes('provider') ? 'reseller' : parts.includes('reseller') ? 'provider' : undefined;
  const source = tier === 'reseller' ? resellerSource : providerSource;
  const others = useQuery({
    queryKey: [...source.key, 'choices'],
    queryFn: () => ask(source.path, source.list.answer, { query: { size: most } }),
    enabled: tier !== undefined && permissions.includes('partnerships.read'),
  });
  if (!tier || !others.data || others.data.items.length === 0) return [];
  const options = others.data.items.map(({ tenantId, name }) => ({ value: tenantId, label: name }));
  return [{ id: tier, label: t('customers.sharedWith'), options }];
}
