/** A publisher's private offers: reads and writes over `/comptoir/v1/private-offers`. */
import {
  privateOffer,
  privateOfferList,
  privateOfferProblems,
  type PrivateOffer,
  type PrivateOfferDocument,
} from '@comptoir/contracts/comptoir/private-offers';
import { queryOptions } from '@tanstack/react-query';
import { ask, askRaw } from '../../api/client.ts';

const root = '/comptoir/v1/private-offers';
const at = (id: string) => `${root}/${encodeURIComponent(id)}`;

export const privateOfferSource = { path: root, list: privateOfferList, key: ['private-offers', 'list'] };

export const privateOfferQuery = (id: string) =>
  queryOptions({ queryKey: ['private-offers', id], queryFn: () => ask(at(id), privateOffer) });

/** What keeps the saved draft from being submitted. */
export const privateOfferProblemsQuery = (id: string, revision: number) =>
  queryOptions({
    queryKey: ['private-offers', id, 'problems', revision],
    queryFn: () => ask(`${at(id)}/problems`, privateOfferProblems),
  });

export function createPrivateOffer(name: string): Promise<PrivateOffer> {
  return ask(root, privateOffer, { method: 'POST', body: { name } });
}

export function savePrivateOffer(id: string, revision: number, document: PrivateOfferDocument): Promise<PrivateOffer> {
  return ask(`${at(id)}/draft`, privateOffer, { method: 'PUT', body: { revision, document } });
}

export function submitPrivateOffer(id: string, revision: number): Promise<PrivateOffer> {
  return ask(`${at(id)}/submit`, privateOffer, { method: 'POST', body: { revision } });
}

export function withdrawPrivateOffer(id: string): Promise<PrivateOffer> {
  return ask(`${at(id)}/withdraw`, privateOffer, { method: 'POST' });
}

export function clonePrivateOffer(id: string): Promise<PrivateOffer> {
  return ask(`${at(id)}/clone`, privateOffer, { method: 'POST' });
}

export async function deletePrivateOffer(id: string): Promise<void> {
  await askRaw(at(id), { method: 'DELETE' });
}
