/** People of the demo world whom many scenarios enter as, and where lists lead. */
import type { Visit } from './support.ts';

export const people = {
  publisher: 'paul@atelier-logiciel.example',
  asker: 'hannah@harbour-metrics.example',
  partner: 'alice@azur-cloud.example',
  operator: 'olivia@operator.example',
  applicant: 'lea@lumiere-numerique.example',
  rejected: 'thea@torrent-informatique.example',
  helpdesk: 'henri@azur-cloud.example',
  provider: 'daan@delta-distribution.example',
  reseller: 'rose@boreal-conseil.example',
} as const;

/** Address that the first row of a list leads to. */
export async function firstLink(visit: Visit, address: string): Promise<string> {
  await visit.go(address);
  return (await visit.page.getByRole('rowheader').getByRole('link').first().getAttribute('href'))!;
}
