/** The draft of a private offer in the making: edited here, saved under its revision, submitted as it was saved. */
import type { AudiencePartner } from '@comptoir/contracts/comptoir/offers';
import type { PrivateOffer, PrivateOfferDocument } from '@comptoir/contracts/comptoir/private-offers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../ui/text.tsx';
import { useSay } from '../../ui/toast.tsx';
import { privateOfferProblemsQuery, privateOfferQuery, privateOfferSource, savePrivateOffer } from './queries.ts';
import { problemText } from './words.tsx';

export type Editor = ReturnType<typeof useEditor>;

export function useEditor(saved: PrivateOffer) {
  const t = useText();
  const say = useSay();
  const keep = useKeep();
  const [document, setDocument] = useState(saved.document);
  // Names of partners that were picked and are not saved yet.
  const [picked, setPicked] = useState<readonly AudiencePartner[]>([]);
  const changed = JSON.stringify(document) !== JSON.stringify(saved.document);
  const found = useQuery(privateOfferProblemsQuery(saved.privateOfferId, saved.revision)).data?.problems;
  const save = useMutation({
    mutationFn: () => savePrivateOffer(saved.privateOfferId, saved.revision, document),
    onSuccess: async (offer) => {
      await keep(offer);
      setDocument(offer.document);
      say(t('privateOffer.saved'));
    },
  });
  // What is being changed was not looked at yet, and of what nobody has saved yet nothing is wrong.
  const fresh = saved.revision === 1;
  const problems = changed || fresh ? [] : (found ?? []).map((each) => ({ ...each, message: problemText(t, each) }));
  return {
    saved,
    document,
    set: (part: Partial<PrivateOfferDocument>) => setDocument({ ...document, ...part }),
    partners: [...saved.partnerStates, ...picked],
    pick: (partners: readonly AudiencePartner[]) => {
      setPicked([...picked, ...partners]);
      const added = partners.map(({ tenantId }) => ({ partnerTenantId: tenantId, customerTenantIds: [] }));
      setDocument({ ...document, beneficiaries: [...document.beneficiaries, ...added] });
    },
    changed,
    save,
    problems,
    checked: !changed && found !== undefined,
    /** How much keeps the saved draft from being submitted. */
    missing: found?.length ?? 0,
    /** The first problem at a path or below it. */
    problemAt: (path: string) =>
      problems.find(
        (each) => each.path === path || each.path.startsWith(`${path}.`) || each.path.startsWith(`${path}[`),
      )?.message,
  };
}

/** Puts an answer where the pages read it. */
export function useKeep() {
  const queries = useQueryClient();
  return async (offer: PrivateOffer) => {
    queries.setQueryData(privateOfferQuery(offer.privateOfferId).queryKey, offer);
    await queries.invalidateQueries({ queryKey: privateOfferSource.key });
  };
}
