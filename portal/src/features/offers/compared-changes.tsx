/** What changed between two states of an offer, told in words; the audience is not compared (rule A26). */
import type { Comparison } from '@comptoir/contracts/comptoir/offer-lifecycle';
import type { Offer, OfferDocument } from '@comptoir/contracts/comptoir/offers';
import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../ui/states.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { ChangesTable } from './changes-table.tsx';
import { comparedChanges, comparedDocuments } from './compared.ts';
import { comparisonQuery, versionQuery } from './queries.ts';

interface ComparedChangesProps {
  readonly offer: Offer;
  /** `draft`, `preview`, `live` or the number of a version. */
  readonly from: string;
  readonly to: string;
}

export function ComparedChanges({ offer, from, to }: ComparedChangesProps) {
  const t = useText();
  // A draft that is saved again is another state under the same name.
  const query = useQuery({ ...comparisonQuery(offer.offerId, from, to), staleTime: 0 });
  const left = useDocumentOf(offer, from);
  const right = useDocumentOf(offer, to);
  return (
    <Loaded query={query} rows={3}>
      {(comparison) => {
        const changes = changesOf(comparison, left, right);
        if (changes.length === 0) return <p>{t('compare.same')}</p>;
        return (
          <>
            <ChangesTable
              changes={changes}
              document={right ?? offer.document}
              from={stateText(t, from)}
              to={stateText(t, to)}
            />
            {comparison.more && !(left && right) ? (
              <p className="quiet">{t('compare.more', { count: changes.length })}</p>
            ) : null}
          </>
        );
      }}
    </Loaded>
  );
}

/** Whole documents tell items of lists apart by their names; a preview is known by the server's answer only. */
function changesOf(comparison: Comparison, left: OfferDocument | undefined, right: OfferDocument | undefined) {
  return left && right ? comparedDocuments(left, right) : comparedChanges(comparison, [right, left]);
}

export function stateText(t: Text, state: string): string {
  return /^\d+$/.test(state)
    ? t('offerOverview.version.number', { number: Number(state) })
    : (t.maybe(`compare.state.${state}`) ?? state);
}

function useDocumentOf(offer: Offer, state: string) {
  const number = state === 'live' ? offer.live?.number : /^\d+$/.test(state) ? Number(state) : undefined;
  const version = useQuery(versionQuery(offer.offerId, number)).data?.document;
  return state === 'draft' ? offer.document : version;
}
