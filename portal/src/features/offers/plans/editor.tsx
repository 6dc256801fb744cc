/** One plan: what it is, where and to whom it is sold, for how long, at which price, and what is deployed. */
import { PlanBasics } from './basics.tsx';
import { DimensionFields } from './dimensions.tsx';
import { MarketFields } from './markets.tsx';
import type { PlanEditorProps } from './editor-props.ts';
import { hasTerms, isPriced } from './model.ts';
import { AuthorizationFields, PackageFields } from './package.tsx';
import { PriceFields } from './prices.tsx';
import { SaleFields } from './sale.tsx';
import { TermFields } from './terms.tsx';

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
