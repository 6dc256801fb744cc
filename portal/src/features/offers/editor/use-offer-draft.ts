/** The draft of an offer as a form: the document of the contract, saved over the revision it was edited in. */
import {
  offerDocument,
  type Offer,
  type OfferDocument,
  type OfferPlan,
  type OfferProblem,
} from '@comptoir/contracts/comptoir/offers';
import { useQueryClient } from '@tanstack/react-query';
import { fieldPath } from '../../../ui/form/problems.ts';
import { useDraft, type DraftForm } from '../../../ui/form/use-draft.ts';
import { useText } from '../../../ui/text.tsx';
import { useSay } from '../../../ui/toast.tsx';
import { namedPath } from '../document/compared.ts';
import { mergeDrafts, type ForeignChange } from '../document/diff.ts';
import { useDocumentWords } from '../document/words.ts';
import { offerLists, offerQuery, saveDraft } from '../queries.ts';
import { useProblemText } from '../words.tsx';

export type OfferForm = DraftForm<OfferDocument, ForeignChange>;

/** `problems`: what keeps the saved draft from being published; `asked`: somebody comes to mend it. */
export function useOfferDraft(offer: Offer, problems: readonly OfferProblem[], asked: boolean): OfferForm {
  const t = useText();
  const problemText = useProblemText();
  const say = useSay();
  const queries = useQueryClient();
  const words = useDocumentWords(offer.document);
  const { queryKey } = offerQuery(offer.offerId);
  return useDraft({
    shape: offerDocument,
    saved: offer,
    valuesOf,
    body,
    missing: (name) => {
      const first = problems.find(({ path }) => fieldPath(path) === name);
      return first && problemText(first);
    },
    tellsAtOnce: asked,
    placeOf: (path) => words.place(namedPath(path, offer.document)),
    save: (document, base) => saveDraft(base.offerId, base.revision, document),
    onSent: async (saved) => {
      queries.setQueryData(queryKey, saved);
      say(t('offer.saved'));
      await queries.invalidateQueries({ queryKey: offerLists });
    },
    merging: {
      overtaken: 'OfferDraftChanged',
      readAnew: () => queries.invalidateQueries({ queryKey, exact: true }),
      merge: mergeDrafts,
    },
  });
}

const nothingDeployed = {
  virtualMachine: { version: '', address: '', operatingSystem: 'linux' },
  azureApplication: { version: '', address: '' },
  container: { version: '', address: '' },
} as const;
const noCall = { kind: 'contactMe', url: '' } as const;

/** What has fields is there, also where the draft does not have it yet. */
function valuesOf({ kind, document }: Pick<Offer, 'kind' | 'document'>): OfferDocument {
  const { setup, plans } = document;
  return {
    ...document,
    setup: setup.sellThroughOperator ? setup : { ...setup, callToAction: setup.callToAction ?? noCall },
    plans:
      kind === 'saas'
        ? plans
        : plans.map((plan) => ({ ...plan, package: { ...nothingDeployed[kind], ...plan.package } })),
  };
}

/** What a plan has when it is ticked is absent when it is not. */
const ticked = ({ trial, onePerCustomer, stopped, ...plan }: OfferPlan): OfferPlan => ({
  ...plan,
  ...(trial ? { trial } : {}),
  ...(onePerCustomer ? { onePerCustomer } : {}),
  ...(stopped ? { stopped } : {}),
});

const body = (document: OfferDocument): OfferDocument => ({ ...document, plans: document.plans.map(ticked) });
