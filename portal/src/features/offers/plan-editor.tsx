/** One plan: what it is, where and to whom it is sold, for how long, at which price, and what is deployed. */
import { PlanBasics } from './plan-basics.tsx';
import { DimensionFields } from './plan-dimensions.tsx';
import { MarketFields } from './plan-markets.tsx';
import type { PlanEditorProps } from './plan-editor-props.ts';
import { hasTerms, isPriced } from './plan-model.ts';
import { AuthorizationFields, PackageFields } from './plan-package.tsx';
import { PriceFields } from './plan-prices.tsx';
import { SaleFields } from './plan-sale.tsx';
import { TermFields } from './plan-terms.tsx';

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
