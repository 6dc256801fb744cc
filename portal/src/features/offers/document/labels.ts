/** What the members of an offer's document are called on its pages. */
import type { TextId } from '../../../ui/text.tsx';
import type { Path } from './diff.ts';

/** Members whose parts have names of their own. */
const itemLists = new Set([
  'listings',
  'contacts',
  'plans',
  'terms',
  'prices',
  'hourlyPrices',
  'dimensions',
  'privateAudience',
  'authorizations',
]);

/** The list that the last step of a path names an item of; undefined when it is a member. */
export function listOf(path: Path): string | undefined {
  const list = path.at(-2);
  return list !== undefined && itemLists.has(list) && path[0] !== 'properties' ? list : undefined;
}

/** The label of the member a path ends in. */
export function labelOf(path: Path): TextId | undefined {
  const pattern = path.map((step, index) => (listOf(path.slice(0, index + 1)) ? '*' : step));
  return labels[pattern.join('.')];
}

/** Label of each member by its path, `*` for the name of an item; what is not here needs no word of its own. */
const labels: Readonly<Record<string, TextId>> = {
  'setup.sellThroughOperator': 'offerSetup.sellThroughOperator',
  'setup.listInStore': 'offerSetup.listInStore',
  'setup.callToAction': 'offerSetup.callToAction',
  'setup.callToAction.url': 'offerSetup.callToAction.url',
  'preview.audience': 'preview.audience',
  'properties.categories': 'offerProperties.categories',
  'properties.terms': 'offerProperties.terms',
  'properties.terms.standardContract': 'offerProperties.terms.standard',
  'properties.terms.url': 'offerProperties.terms.url',
  'listings.*.title': 'offerListing.title',
  'listings.*.summary': 'offerListing.summary',
  'listings.*.description': 'offerListing.description',
  'listings.*.keywords': 'offerListing.keywords',
  'contacts.*.name': 'contact.name',
  'contacts.*.email': 'contact.email',
  'contacts.*.phone': 'contact.phone',
  'contacts.*.url': 'contact.url',
  cspMarketingUrl: 'offerListing.cspMarketingUrl',
  privacyUrl: 'offerListing.privacyUrl',
  'technical.landingPageUrl': 'offerTechnical.landingPageUrl',
  'technical.connectionWebhook': 'offerTechnical.connectionWebhook',
  'technical.stepsFirst': 'offerTechnical.stepsFirst',
  'technical.tenantId': 'offerTechnical.tenantId',
  'technical.applicationId': 'offerTechnical.applicationId',
  'plans.*.planId': 'plan.id',
  'plans.*.name': 'plan.name',
  'plans.*.description': 'plan.description',
  'plans.*.pricingModel': 'plan.pricingModel',
  'plans.*.applicationType': 'plan.applicationType',
  'plans.*.seats': 'plan.seats',
  'plans.*.seats.min': 'plan.seats.min',
  'plans.*.seats.max': 'plan.seats.max',
  'plans.*.markets': 'plan.markets',
  'plans.*.terms': 'plan.terms',
  'plans.*.prices': 'plan.prices',
  'plans.*.priceInput': 'plan.priceInput',
  'plans.*.hourlyPrices': 'plan.hourlyPrices',
  'plans.*.dimensions': 'dimension.title',
  'plans.*.dimensions.*.id': 'dimension.id',
  'plans.*.dimensions.*.name': 'dimension.name',
  'plans.*.dimensions.*.unitOfMeasure': 'dimension.unit',
  'plans.*.dimensions.*.includedQuantity': 'dimension.included',
  'plans.*.dimensions.*.prices': 'dimension.prices',
  'plans.*.trial': 'plan.trial',
  'plans.*.onePerCustomer': 'plan.onePerCustomer',
  'plans.*.stopped': 'plan.stopped',
  'plans.*.private': 'plan.private',
  'plans.*.privateAudience': 'plan.privateAudience',
  'plans.*.privateAudience.*.name': 'plan.privateAudience.name',
  'plans.*.package': 'plan.package',
  'plans.*.package.version': 'plan.package.version',
  'plans.*.package.address': 'plan.package.address',
  'plans.*.package.operatingSystem': 'plan.package.operatingSystem',
  'plans.*.authorizations': 'plan.authorizations',
  'plans.*.authorizations.*.role': 'plan.authorizations.role',
  'audience.option': 'offerPage.audience',
  'audience.partnerTenantIds': 'offerAudience.partners',
};
