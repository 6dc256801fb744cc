/** The standard contract, and the terms under which something was bought. */
import { standardContract, subscriptionTerms } from '@comptoir/contracts/comptoir/standard-contract';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import type { Language } from '../../ui/text.tsx';

const root = '/comptoir/v1/standard-contract';

/** `on`: the version of that day; today's when absent. */
export const standardContractQuery = (language: Language, on: string | undefined) =>
  queryOptions({
    queryKey: ['standardContract', language, on],
    queryFn: () => ask(root, standardContract, { query: { language, on } }),
  });

/** Public: a plain link downloads it. */
export const contractPdf = (language: Language, on: string) =>
  `${root}/document?${new URLSearchParams({ language, on }).toString()}`;

export const subscriptionTermsQuery = (customerId: string, subscriptionId: string) => {
  const [customer, subscription] = [customerId, subscriptionId].map(encodeURIComponent);
  return queryOptions({
    queryKey: ['customers', customerId, 'subscriptions', subscriptionId, 'terms'],
    queryFn: () => ask(`/comptoir/v1/customers/${customer}/subscriptions/${subscription}/terms`, subscriptionTerms),
  });
};
