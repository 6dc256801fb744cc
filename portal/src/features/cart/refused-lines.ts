/** What the checkout refused, in the reader's words, at the lines of the cart that it is about. */
import { CallError } from '@comptoir/contracts/call';
import type { Customer } from '@comptoir/contracts/partner-center/customers';
import type { Cart, CheckoutResult } from '@comptoir/contracts/partner-center/orders';
import { useRefusalText, type Refusal } from '../../ui/fault.ts';
import type { FieldProblem } from '../../ui/form/problems.ts';
import { useText } from '../../ui/text.tsx';
import { useItemNames } from './line-name.tsx';

export interface RefusedLines {
  /** Words by the id of a line. */
  readonly byLine: ReadonlyMap<number, string>;
  /** The same with the names of what was refused, for the summary. */
  readonly problems: readonly FieldProblem[];
}

interface Checkout {
  readonly data: CheckoutResult | undefined;
  readonly error: unknown;
}

interface RefusedOnce extends Refusal {
  readonly lineItemIds: readonly number[];
}

/** Of a result the groups that were not ordered; of a refusal of everything the line that it names, if it names one. */
function refusalsOf({ data, error }: Checkout): readonly RefusedOnce[] {
  if (error instanceof CallError) {
    const line = /^lineItems\[(\d+)\]/.exec(error.target ?? '')?.[1];
    return line === undefined ? [] : [{ ...refusalOf(error), lineItemIds: [Number(line)] }];
  }
  return (data?.orderErrors ?? []).map(({ errorName, parameters, description, lineItemIds }) => ({
    code: errorName,
    values: parameters,
    message: description,
    lineItemIds,
  }));
}

const refusalOf = ({ code, values, message }: CallError): Refusal => ({ code, values, message });

export function useRefusedLines(cart: Cart, customer: Customer, checkout: Checkout): RefusedLines {
  const t = useText();
  const words = useRefusalText();
  const items = cart.lineItems.map(({ catalogItemId }) => catalogItemId);
  const names = useItemNames(items, customer.billingProfile.defaultAddress.country);
  const told = refusalsOf(checkout).flatMap(({ lineItemIds, ...refusal }) =>
    lineItemIds.map((id) => ({ id, text: words(refusal) })),
  );
  return {
    byLine: new Map(told.map(({ id, text }) => [id, text])),
    problems: told.map(({ id, text }) => ({
      path: String(id),
      message: t('form.problem', { field: names[id] ?? '', problem: text }),
    })),
  };
}
