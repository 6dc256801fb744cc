/** What changed between two states of an offer, read from the server and told in words (rule A26: not the audience). */
import type { Offer } from '@comptoir/contracts/comptoir/offers';
import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../ui/states.tsx';
import { useText, type Text } from '../../ui/text.tsx';
import { comparedChanges } from './compared.ts';
import { ChangesTable } from './changes-table.tsx';
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
      {(comparison) =>
        comparison.changes.length === 0 ? (
          <p>{t('compare.same')}</p>
        ) : (
          <>
            <ChangesTable
              changes={comparedChanges(comparison, [left, right, offer.document])}
              from={stateText(t, from)}
              to={stateText(t, to)}
            />
            {comparison.more ? (
              <p className="quiet">{t('compare.more', { count: comparison.changes.length })}</p>
            ) : null}
          </>
        )
      }
    </Loaded>
  );
}

export function stateText(t: Text, state: string): string {
  return /^\d+$/.test(state)
    ? t('offerOverview.version.number', { number: Number(state) })
    : (t.maybe(`compare.state.${state}`) ?? state);
}

/** The document of a state, to name its items; of a preview only the server has it. */
function useDocumentOf(offer: Offer, state: string) {
  const number = state === 'live' ? offer.live?.number : /^\d+$/.test(state) ? Number(state) : undefined;
  const version = useQuery(versionQuery(offer.offerId, number)).data?.document;
  return state === 'draft' ? offer.document : version;
}
