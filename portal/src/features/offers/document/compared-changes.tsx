/** What changed between two states of an offer, told in words; the audience is not compared (rule A26). */
import type { Offer } from '@comptoir/contracts/comptoir/offers';
import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../../ui/states.tsx';
import { useText, type Text } from '../../../ui/text.tsx';
import { ChangesTable } from './changes-table.tsx';
import { comparedChanges } from './compared.ts';
import { comparisonQuery } from '../queries.ts';

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
  return (
    <Loaded query={query} rows={3}>
      {(comparison) => {
        const changes = comparedChanges(comparison);
        if (changes.length === 0) return <p>{t('compare.same')}</p>;
        return (
          <>
            <ChangesTable changes={changes} document={offer.document} from={stateText(t, from)} to={stateText(t, to)} />
            {comparison.more ? <p className="quiet">{t('compare.more', { count: changes.length })}</p> : null}
          </>
        );
      }}
    </Loaded>
  );
}

export function stateText(t: Text, state: string): string {
  return /^\d+$/.test(state)
    ? t('offerOverview.version.number', { number: Number(state) })
    : (t.maybe(`compare.state.${state}`) ?? state);
}
