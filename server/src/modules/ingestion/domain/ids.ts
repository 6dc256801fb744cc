/** Durable ids: `<type>/<product's GUID>[/…]`. A plan's GUID is made from offer and plan id, so that it never changes. */
import { guidOf, isGuid } from '../../../kernel/index.ts';
import type { Reference, ResourceType } from './resources.ts';

export type Language = 'en' | 'fr';

/** Languages of a listing as this API writes them. */
export const languageIds = { en: 'en-us', fr: 'fr-fr' } as const satisfies Record<Language, string>;

/** `fr-FR` and `fr` are French; undefined for a language no listing can have. */
export function languageOf(languageId: string): Language | undefined {
  const [language] = languageId.toLowerCase().split(/[-_]/);
  return language === 'en' || language === 'fr' ? language : undefined;
}

export const productIdOf = (offerId: string): string => `product/${offerId}`;

export function planGuid(offerId: string, planId: string): string {
  return guidOf(`plan ${offerId} ${planId}`);
}

export const planIdOf = (offerId: string, planId: string): string => `plan/${offerId}/${planGuid(offerId, planId)}`;

/** Resources there is one of for each product. */
export function productResourceId(type: ResourceType, offerId: string): string {
  return type === 'property' ? `property/${offerId}/public/main` : `${type}/${offerId}`;
}

export function listingId(offerId: string, language: Language): string {
  return `listing/${offerId}/public/main/default/${languageIds[language]}`;
}

/** Resources there is one of for each plan. */
export function planResourceId(type: ResourceType, offerId: string, planId: string): string {
  return `${type}/${offerId}/${planGuid(offerId, planId)}`;
}

/** A plan has one name and one description, and so one listing. */
export function planListingId(offerId: string, planId: string): string {
  return `plan-listing/${offerId}/public/main/${planGuid(offerId, planId)}/${languageIds.en}`;
}

/** What a reference points at: an offer of ours by GUID, the publisher's own id, or a name within the request. */
export type Target =
  | { readonly by: 'id'; readonly type: string; readonly guid: string }
  | { readonly by: 'externalId'; readonly externalId: string }
  | { readonly by: 'name'; readonly name: string };

/** Reads a reference; undefined when a durable id is malformed. Of a plan's id the last GUID is the plan's. */
export function targetOf(reference: Reference): Target | undefined {
  if (typeof reference !== 'string') {
    return 'resourceName' in reference
      ? { by: 'name', name: reference.resourceName }
      : { by: 'externalId', externalId: reference.externalId };
  }
  const parts = reference.toLowerCase().split('/');
  const guid = parts.at(-1) ?? '';
  if (parts.length < 2 || parts.length > 3 || !isGuid(guid)) return undefined;
  return { by: 'id', type: parts[0]!, guid };
}
