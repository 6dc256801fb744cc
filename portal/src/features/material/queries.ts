/** Sales and support material of an offer: reads and writes of its publisher, reads of its partners. */
import { CallError } from '@comptoir/contracts/call';
import {
  material,
  materialFileBytes,
  offerMaterial,
  partnerMaterial,
  type Material,
  type MaterialKind,
  type MaterialLanguage,
} from '@comptoir/contracts/comptoir/material';
import { queryOptions } from '@tanstack/react-query';
import { ask, askRaw, download } from '../../api/client.ts';
import { uploadFile } from '../../api/upload.ts';

export interface EntryWords {
  readonly kind: MaterialKind;
  readonly title: string;
  readonly language: MaterialLanguage;
}

const ofOffer = (offerId: string) => `/comptoir/v1/offers/${encodeURIComponent(offerId)}/material`;
const ofProduct = (productId: string) => `/comptoir/v1/marketplace/offers/${encodeURIComponent(productId)}/material`;

export const materialQuery = (offerId: string) =>
  queryOptions({ queryKey: ['material', offerId], queryFn: () => ask(ofOffer(offerId), offerMaterial) });

export const partnerMaterialQuery = (productId: string) =>
  queryOptions({
    queryKey: ['partnerMaterial', productId],
    queryFn: () => ask(ofProduct(productId), partnerMaterial),
  });

export function addLink(offerId: string, body: EntryWords & { readonly link: string }) {
  return ask(ofOffer(offerId), material, { method: 'POST', body });
}

/** Throws at once what the server would cut off: a file that is too large. */
export async function addFile(
  offerId: string,
  file: File,
  words: EntryWords,
  how: { readonly repeatId: string; readonly onProgress: (part: number) => void },
): Promise<Material> {
  if (file.size > materialFileBytes) throw new CallError(400, '', { code: 'BodyTooLarge' });
  const query = { ...words, fileName: file.name };
  return uploadFile({ path: `${ofOffer(offerId)}/files`, query, file, answer: material, ...how });
}

export function changeMaterial(offerId: string, materialId: string, body: EntryWords): Promise<Material> {
  return ask(`${ofOffer(offerId)}/${materialId}`, material, { method: 'PATCH', body });
}

export async function removeMaterial(offerId: string, materialId: string): Promise<void> {
  await askRaw(`${ofOffer(offerId)}/${materialId}`, { method: 'DELETE' });
}

/** Where a file comes from: the publisher's own offer, or a product of the marketplace. */
export type MaterialSource = { readonly offerId: string } | { readonly productId: string };

export function saveMaterial(source: MaterialSource, { id, file }: Material): Promise<void> {
  const root = 'offerId' in source ? ofOffer(source.offerId) : ofProduct(source.productId);
  return download(`${root}/${id}/content`, file?.name ?? id, '*/*');
}
