/** What a publisher may choose for a plan, as the server says it: the page waits for it. */
import type { PlanChoices } from '@comptoir/contracts/comptoir/reference';
import { useSuspenseQuery } from '@tanstack/react-query';
import { planChoicesQuery } from '../../reference/queries.ts';

export function usePlanChoices(): PlanChoices {
  return useSuspenseQuery(planChoicesQuery).data;
}
