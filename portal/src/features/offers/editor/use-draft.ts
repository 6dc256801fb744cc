/**
 * The draft on the page: edits over the offer they were begun on. When somebody else saves in between, nothing is lost
 * and nothing is overwritten unseen: what is no conflict is taken over once the person has seen it.
 */
import { CallError } from '@comptoir/contracts/call';
import type { Offer, OfferDocument } from '@comptoir/contracts/comptoir/offers';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../ui/text.tsx';
import { useSay } from '../../../ui/toast.tsx';
import { mergeDrafts, type ForeignChange } from '../document/diff.ts';
import { offerLists, offerQuery, saveDraft } from '../queries.ts';

interface Edit {
  /** The offer as it was when the first of these edits was made. */
  readonly base: Offer;
  readonly document: OfferDocument;
}

export interface Draft {
  readonly document: OfferDocument;
  readonly changed: boolean;
  readonly change: (part: Partial<OfferDocument>) => void;
  /** `then` is done once it is saved. */
  readonly save: (then?: () => void) => void;
  readonly saving: boolean;
  /** What is on the page was saved from it, so that what is missing in it can be told. */
  readonly justSaved: boolean;
  readonly error: unknown;
  /** What somebody else saved under these edits; the person chooses before anything else happens. */
  readonly conflict:
    | { readonly changes: readonly ForeignChange[]; readonly keepMine: () => void; readonly takeTheirs: () => void }
    | undefined;
}

export function useDraft(offer: Offer): Draft {
  const [edit, setEdit] = useState<Edit>();
  const moved = edit && edit.base.revision !== offer.revision;
  const merge = moved ? mergeDrafts(edit.base.document, edit.document, offer.document) : undefined;
  const held = merge !== undefined && merge.foreign.length > 0;
  const document = (held ? edit?.document : merge?.document) ?? edit?.document ?? offer.document;
  const base = held && edit ? edit.base : offer;
  const save = useSave(base, (sent, saved) =>
    // What was typed while the save was under way goes on over what was saved.
    setEdit((now) =>
      now && now.document !== sent
        ? { base: saved, document: mergeDrafts(sent, now.document, saved.document).document }
        : undefined,
    ),
  );
  return {
    document,
    changed: edit !== undefined && JSON.stringify(document) !== JSON.stringify(base.document),
    change: (part) => setEdit({ base, document: { ...document, ...part } }),
    save: (then) => save.mutate(document, { onSuccess: () => then?.() }),
    saving: save.isPending,
    justSaved: save.isSuccess && edit === undefined,
    error: isLostRace(save.error) ? undefined : save.error,
    conflict:
      merge && held
        ? {
            changes: merge.foreign,
            keepMine: () => setEdit({ base: offer, document: merge.document }),
            takeTheirs: () => setEdit(undefined),
          }
        : undefined,
  };
}

const isLostRace = (error: unknown) => error instanceof CallError && error.code === 'OfferDraftChanged';

function useSave(base: Offer, onSaved: (sent: OfferDocument, saved: Offer) => void) {
  const t = useText();
  const say = useSay();
  const queries = useQueryClient();
  const { queryKey } = offerQuery(base.offerId);
  return useMutation({
    mutationFn: (document: OfferDocument) => saveDraft(base.offerId, base.revision, document),
    onSuccess: async (saved, sent) => {
      queries.setQueryData(queryKey, saved);
      onSaved(sent, saved);
      say(t('offer.saved'));
      await queries.invalidateQueries({ queryKey: offerLists });
    },
    onError: async (error) => {
      // The other one's draft is read; what differs is shown by whoever uses this.
      if (isLostRace(error)) await queries.invalidateQueries({ queryKey, exact: true });
    },
  });
}
