/** Resources there is one of for each product, from a draft and onto it: setup, property, technical configuration, audiences. */
import { isGuid } from '../../../kernel/index.ts';
import type { Draft, OfferFacts, OfferKind } from './draft.ts';
import { productIdOf, productResourceId } from './ids.ts';
import type {
  AudienceEntry,
  Notes,
  PreviewAudienceResource,
  PropertyResource,
  ResellerResource,
  SaasTechnicalResource,
  SetupResource,
} from './resources.ts';

/** What a listing and a property call the kind of their product. */
export const wireKinds = {
  saas: 'azureSaaS',
  virtualMachine: 'azureVM',
  azureApplication: 'azureApplication',
  container: 'azureContainer',
} as const satisfies Record<OfferKind, string>;

const of = <
  Type extends
    | SetupResource['type']
    | PropertyResource['type']
    | ResellerResource['type']
    | SaasTechnicalResource['type']
    | PreviewAudienceResource['type'],
>(
  type: Type,
  { offerId }: OfferFacts,
) => ({ type, id: productResourceId(type, offerId), product: productIdOf(offerId) });

const actions = {
  'contact-me': 'contactMe',
  'get-it-now': 'getItNow',
  'free-trial': 'freeTrial',
} as const;
type Action = NonNullable<Draft['setup']['callToAction']>['kind'];

export function setupFrom(draft: Draft, offer: OfferFacts): SetupResource {
  const { sellThroughOperator, callToAction } = draft.setup;
  const word = Object.entries(actions).find(([, kind]) => kind === callToAction?.kind)?.[0];
  return {
    ...of('commercial-marketplace-setup', offer),
    sellThroughMicrosoft: sellThroughOperator,
    useMicrosoftLicenseManagementService: false,
    ...(word && callToAction ? { callToAction: word, callToActionUrl: callToAction.url } : {}),
  };
}

export function applySetup(draft: Draft, setup: SetupResource, notes: Notes): Draft {
  if (setup.useMicrosoftLicenseManagementService) {
    notes.refuse(
      'notSupported',
      'Licences are managed by the publisher. Send useMicrosoftLicenseManagementService: false.',
    );
  }
  const { callToAction: _before, ...kept } = draft.setup;
  const kind = setup.callToAction === undefined ? undefined : actionOf(setup.callToAction, notes);
  const callToAction = kind ? { callToAction: { kind, url: setup.callToActionUrl ?? '' } } : {};
  return { ...draft, setup: { ...kept, sellThroughOperator: setup.sellThroughMicrosoft, ...callToAction } };
}

/** `ContactMe`, `contact-me` and `contactMe` are the same. */
function actionOf(word: string, notes: Notes): Action | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll('-', '');
  const found = Object.values(actions).find((kind) => plain(kind) === plain(word));
  if (!found) {
    notes.refuse('notSupported', `There is no call to action '${word}'. Use ${Object.keys(actions).join(', ')}.`);
  }
  return found;
}

export function propertyFrom(draft: Draft, offer: OfferFacts): PropertyResource {
  const { categories, terms } = draft.properties;
  return {
    ...of('property', offer),
    kind: wireKinds[offer.kind],
    categories: Object.fromEntries(categories.map((category) => [category, []])),
    termsConditions: terms.standardContract ? 'standardMicrosoft' : 'custom',
    ...(terms.url === '' ? {} : { termsOfUseUrl: terms.url }),
  };
}

export function applyProperty(draft: Draft, property: PropertyResource, notes: Notes): Draft {
  const entries = Object.entries(property.categories);
  const divided = entries.filter(([, within]) => within.length > 0).map(([name]) => name);
  if (divided.length > 0)
    notes.warn(`Categories have no subcategories here; those of ${divided.join(', ')} were not kept.`, 'categories');
  const categories = entries.map(([name]) => name);
  return { ...draft, properties: { ...draft.properties, categories, terms: termsOf(property, notes) } };
}

function termsOf(property: PropertyResource, notes: Notes): Draft['properties']['terms'] {
  const { termsConditions, termsOfUse, termsOfUseUrl } = property;
  if (termsConditions === 'standardMicrosoft') return { standardContract: true, url: termsOfUseUrl ?? '' };
  const url = termsAddressOf(property);
  if (url === undefined && termsOfUse) {
    notes.refuse('notSupported', 'Terms of your own are named by their address. Send it as termsOfUseUrl.');
  }
  return { standardContract: false, url: url ?? '' };
}

/** The address of terms of one's own, in whichever member it was sent. */
export function termsAddressOf({ termsOfUse, termsOfUseUrl }: PropertyResource): string | undefined {
  return termsOfUseUrl ?? (termsOfUse && /^https?:\/\/\S+$/.test(termsOfUse) ? termsOfUse : undefined);
}

export function technicalFrom(draft: Draft, offer: OfferFacts): SaasTechnicalResource {
  const { landingPageUrl, connectionWebhook, tenantId, applicationId } = draft.technical;
  return {
    ...of('software-as-a-service-technical-configuration', offer),
    landingPageUrl,
    connectionWebhook,
    azureAdTenantId: tenantId,
    azureAdAppId: applicationId,
  };
}

export function applyTechnical(draft: Draft, given: SaasTechnicalResource, { kind }: OfferFacts, notes: Notes): Draft {
  if (kind !== 'saas') {
    notes.refuse('businessValidationError', 'Only softwareAsAService has a landing page and a webhook.');
  }
  const { landingPageUrl, connectionWebhook, azureAdTenantId, azureAdAppId } = given;
  return {
    ...draft,
    technical: {
      ...draft.technical,
      landingPageUrl,
      connectionWebhook,
      tenantId: azureAdTenantId.toLowerCase(),
      applicationId: azureAdAppId.toLowerCase(),
    },
  };
}

export function previewAudienceFrom(draft: Draft, offer: OfferFacts): PreviewAudienceResource {
  const entries = (draft.preview?.audience ?? []).map((name) => ({ type: 'email', id: name, label: '' }));
  return { ...of('price-and-availability-offer', offer), previewAudiences: entries };
}

const mostPreviewers = 50;

/** The preview is shown to people, by their user names (rule A24); subscriptions and tenants cannot sign in. */
export function applyPreviewAudience(draft: Draft, given: PreviewAudienceResource, notes: Notes): Draft {
  const names = given.previewAudiences.map(({ id }) => id);
  const foreign = names.filter((name) => !name.includes('@'));
  if (foreign.length > 0) {
    notes.refuse(
      'notSupported',
      `The preview is shown to people: name them by email, as {"type": "email", "id": "ada@example.com"}, not ${foreign[0]}.`,
    );
  }
  if (names.length > mostPreviewers) {
    notes.refuse('collectionLimitExceeded', `At most ${mostPreviewers} people see the preview.`);
  }
  if (names.length === 0 && !draft.preview) return draft;
  return { ...draft, preview: { ...draft.preview, audience: [...new Set(names)] } };
}

const channelStates = { any: 'all', selected: 'some', none: 'none' } as const;
const optionOf = { all: 'any', some: 'selected', none: 'none', notSet: null } as const;

/** The CSP reseller audience (rules A5, A27). */
export function resellerFrom(draft: Draft, offer: OfferFacts): ResellerResource {
  const { option, partnerTenantIds } = draft.audience;
  return {
    ...of('reseller', offer),
    resellerChannelState: option === null ? 'notSet' : channelStates[option],
    audiences: option === 'selected' ? partnerTenantIds.map((id) => ({ type: 'tenant', id, label: '' })) : [],
  };
}

const mostPartners = 20_000;

/** The option, and for `some` exactly the named tenants. The list of the other options is left for a later choice. */
export function applyReseller(draft: Draft, given: ResellerResource, notes: Notes): Draft {
  if (given.resellerChannelState === 'terminated') {
    notes.refuse('notSupported', 'resellerChannelState terminated is not written by publishers. Use none.');
    return draft;
  }
  const option = optionOf[given.resellerChannelState];
  const ids = tenantsOf(given.audiences, 'Partners', notes);
  if (ids.length > mostPartners) {
    notes.refuse('collectionLimitExceeded', `The list can hold at most ${mostPartners} partners.`);
  }
  if (option !== 'selected' && ids.length > 0) {
    notes.refuse('businessValidationError', 'Audiences go with resellerChannelState some. Leave them empty.');
  }
  const partnerTenantIds = option === 'selected' ? ids : draft.audience.partnerTenantIds;
  return { ...draft, audience: { option, partnerTenantIds } };
}

/** Tenant ids of audience entries, each once; `none` is a placeholder clients send, the other types are refused. */
export function tenantsOf(entries: readonly AudienceEntry[], who: string, notes: Notes): string[] {
  const tenants = entries.filter(({ type }) => type !== 'none');
  const foreign = tenants.find(({ type, id }) => type !== 'tenant' || !isGuid(id));
  if (foreign) {
    notes.refuse(
      foreign.type === 'tenant' ? 'invalidId' : 'notSupported',
      `${who} are named by tenant: {"type": "tenant", "id": "<GUID>"}, not ${foreign.type} '${foreign.id}'.`,
    );
  }
  return [...new Set(tenants.map(({ id }) => id.toLowerCase()))];
}
