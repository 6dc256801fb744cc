/** Which published offers have service notices at all: read by every partner, while the notices are for some only. */
import type { Work } from '../../../platform/work.ts';

type Statements = Pick<Work, 'prepared'>;

/** The acting publisher's offer has a notice from now on. */
export async function markNoticed(work: Statements, offerId: string): Promise<void> {
  await work.prepared('mark-noticed', 'update offer_listing set noticed = true where offer_id = $1 and not noticed', [
    offerId,
  ]);
}

export async function noticedOffers(work: Statements): Promise<string[]> {
  const text = 'select offer_id from offer_listing where noticed';
  return (await work.prepared<{ offer_id: string }>('noticed-offers', text, [])).map((row) => row.offer_id);
}
