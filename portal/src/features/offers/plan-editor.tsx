/** One plan: what it is, where and to whom it is sold, for how long, at which price, and what is deployed. */
import type { OfferKind, OfferPlan } from '@comptoir/contracts/comptoir/offers';
import type { MarketRow } from '@comptoir/contracts/comptoir/reference';
import { PlanBasics } from './plan-basics.tsx';
import { DimensionFields } from './plan-dimensions.tsx';
import { MarketFields } from './plan-markets.tsx';
import { hasTerms, isPriced } from './plan-model.ts';
import { AuthorizationFields, PackageFields } from './plan-package.tsx';
import { PriceFields } from './plan-prices.tsx';
import { SaleFields } from './plan-sale.tsx';
import { TermFields } from './plan-terms.tsx';

export interface PlanEditorProps {
  readonly kind: OfferKind;
  readonly plan: OfferPlan;
  /** The plan as the live version has it: what it is stays; undefined while it was never published. */
  readonly published: OfferPlan | undefined;
  /** The plan is as it was saved last. */
  readonly saved: boolean;
  readonly markets: readonly MarketRow[];
  readonly onChange: (plan: OfferPlan) => void;
  readonly problem: (path: string) => string | undefined;
}

export function PlanEditor(props: PlanEditorProps) {
  const { kind, plan } = props;
  return (
    <>
      <PlanBasics {...props} />
      <SaleFields {...props} />
      <MarketFields {...props} />
      {hasTerms(plan) ? <TermFields {...props} /> : null}
      {isPriced(plan) ? <PriceFields {...props} /> : null}
      {plan.pricingModel === 'flat' ? <DimensionFields {...props} /> : null}
      {kind === 'saas' ? null : <PackageFields {...props} />}
      {plan.applicationType === 'managedApplication' ? <AuthorizationFields {...props} /> : null}
    </>
  );
}
