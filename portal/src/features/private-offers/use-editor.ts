/** The draft of a private offer in the making: edited here, saved under its revision, submitted as it was saved. */
import type { AudiencePartner } from '@comptoir/contracts/comptoir/offers';
import { privateOfferDocument, type PrivateOffer } from '@comptoir/contracts/comptoir/private-offers';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldPath, type FieldProblem } from '../../ui/form/problems.ts';
import { useDraft } from '../../ui/form/use-draft.ts';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { documentOf, fieldOf, placeOf, valuesOf } from './model.ts';
import { privateOfferProblemsQuery, privateOfferQuery, privateOfferSource, savePrivateOffer } from './queries.ts';
import { problemText } from './words.tsx';

export type Editor = ReturnType<typeof useEditor>;

export function useEditor(saved: PrivateOffer) {
  const t = useText();
  const say = useSay();
  const keep = useKeep();
  // Names of partners that were picked and are not saved yet.
  const [picked, setPicked] = useState<readonly AudiencePartner[]>([]);
  const found = useQuery(privateOfferProblemsQuery(saved.privateOfferId, saved.revision)).data?.problems;
  const problems = (found ?? []).map((each) => ({ ...each, message: problemText(t, each) }));
  const form = useDraft({
    shape: privateOfferDocument,
    saved,
    valuesOf: ({ document }) => valuesOf(document),
    body: documentOf,
    fieldOf,
    // Of what nobody has saved yet nothing is wrong.
    tellsAtOnce: saved.revision > 1,
    missing: (name, values) => {
      const path = placeOf(name, values);
      return path === undefined ? undefined : firstBelow(problems, path);
    },
    save: (document, base) => savePrivateOffer(base.privateOfferId, base.revision, document),
    onSent: async (offer) => {
      await keep(offer);
      say(t('privateOffer.saved'));
    },
  });
  const { beneficiaries } = form.values;
  return {
    saved,
    form,
    partners: [...saved.partnerStates, ...picked],
    pick: (partners: readonly AudiencePartner[]) => {
      setPicked([...picked, ...partners]);
      const added = partners.map(({ tenantId }) => ({ partnerTenantId: tenantId, customerTenantIds: [] }));
      form.change({ beneficiaries: [...beneficiaries, ...added] });
    },
    problems: form.tells ? problems : [],
    checked: !form.changed && found !== undefined,
    /** How much keeps the saved draft from being submitted. */
    missing: found?.length ?? 0,
  };
}

/** The first problem at a path or below it. */
function firstBelow(problems: readonly FieldProblem[], path: string): string | undefined {
  return problems
    .map((each) => ({ ...each, path: fieldPath(each.path) }))
    .find((each) => each.path === path || each.path.startsWith(`${path}.`))?.message;
}

/** Puts an answer where the pages read it. */
export function useKeep() {
  const queries = useQueryClient();
  return async (offer: PrivateOffer) => {
    queries.setQueryData(privateOfferQuery(offer.privateOfferId).queryKey, offer);
    await queries.invalidateQueries({ queryKey: privateOfferSource.key });
  };
}
