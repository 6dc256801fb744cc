/** What every section of the plan's editor is given. */
import type { OfferKind, OfferPlan } from '@comptoir/contracts/comptoir/offers';
import type { OfferForm } from '../editor/use-offer-draft.ts';
import type { MarketRow } from '@comptoir/contracts/comptoir/reference';

export interface PlanEditorProps {
  readonly kind: OfferKind;
  readonly form: OfferForm;
  /** Where the plan stands in the document. */
  readonly at: `plans.${number}`;
  readonly plan: OfferPlan;
  /** The plan as the live version has it: what it is stays; undefined while it was never published. */
  readonly published: OfferPlan | undefined;
  /** The plan is as it was saved last. */
  readonly saved: boolean;
  readonly markets: readonly MarketRow[];
  readonly onChange: (plan: OfferPlan) => void;
  readonly problem: (path: string) => string | undefined;
}
