/** Which page of the offer's menu a member of the document is on. */
import type { OfferDocument } from './document.ts';
import type { OfferPage } from './problem.ts';

const pageOf: Record<keyof OfferDocument, OfferPage> = {
  setup: 'setup',
  properties: 'properties',
  privacyUrl: 'listing',
  listings: 'listing',
  contacts: 'listing',
  cspMarketingUrl: 'listing',
  preview: 'preview',
  technical: 'technical',
  plans: 'plans',
  audience: 'audience',
};

/** Pages in the order of the menu (rule A24). */
const menu: readonly OfferPage[] = ['setup', 'properties', 'listing', 'preview', 'technical', 'plans', 'audience'];

/** The page of a path such as `plans[0].name`, and its place in the menu. */
export function pageOfPath(path: string): { readonly page: OfferPage; readonly place: number } {
  const [member = ''] = path.split(/[.[]/);
  const page = pageOf[member as keyof OfferDocument];
  return { page, place: menu.indexOf(page) };
}
