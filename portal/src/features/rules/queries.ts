import { ruleList } from '@comptoir/contracts/comptoir/rules';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';

/** Rules in force on a day (`YYYY-MM-DD`), today's without one; the server words them in the language of the page. */
export const rulesQuery = (language: string, on: string) =>
  queryOptions({
    queryKey: ['rules', language, on],
    queryFn: () => ask(`/comptoir/v1/rules${on ? `?on=${on}` : ''}`, ruleList),
  });
