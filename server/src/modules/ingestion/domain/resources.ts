/**
 * The resources of the Product Ingestion API, without their schema addresses: what a publisher's pipeline sends and gets.
 * Amounts are decimal text; only the wire makes numbers of them (contract section 7).
 */

/** A durable id, the publisher's own id of a product or plan, or the name of another resource of the same request. */
export type Reference = string | { readonly externalId: string } | { readonly resourceName: string };

interface Base {
  readonly id?: string | undefined;
  /** Names the resource within one request; never kept. */
  readonly resourceName?: string | undefined;
  /** Members the client sent that this marketplace has no place for. */
  readonly unkept?: readonly string[] | undefined;
}
interface OfProduct extends Base {
  readonly product: Reference;
}
interface OfPlan extends OfProduct {
  readonly plan: Reference;
}

export type LifecycleState = 'generallyAvailable' | 'deprecated' | 'deleted';
export type ProductType = 'softwareAsAService' | 'azureVirtualMachine' | 'azureApplication' | 'azureContainer';
export type TargetType = 'draft' | 'preview' | 'live';

/** A number of months or years: `{month, 1}`, `{year, 3}`. */
export interface Duration {
  readonly type: 'day' | 'week' | 'month' | 'year';
  readonly value: number;
}
export interface AudienceEntry {
  readonly type: string;
  readonly id: string;
  readonly label?: string | undefined;
}
interface WireContact {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly url?: string | undefined;
}

export interface ProductResource extends Base {
  readonly type: 'product';
  readonly identity: { readonly externalId: string };
  readonly productType: ProductType;
  readonly alias: string;
  readonly lifecycleState?: LifecycleState | undefined;
}
export interface SetupResource extends OfProduct {
  readonly type: 'commercial-marketplace-setup';
  readonly sellThroughMicrosoft: boolean;
  readonly useMicrosoftLicenseManagementService?: boolean | undefined;
  readonly callToAction?: string | undefined;
  readonly callToActionUrl?: string | undefined;
}
export interface PropertyResource extends OfProduct {
  readonly type: 'property';
  readonly kind: string;
  readonly categories: Readonly<Record<string, readonly string[]>>;
  readonly termsConditions: 'standardMicrosoft' | 'custom';
  readonly termsOfUse?: string | undefined;
  readonly termsOfUseUrl?: string | undefined;
}
export interface ListingResource extends OfProduct {
  readonly type: 'listing';
  readonly kind: string;
  readonly languageId: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly searchResultSummary?: string | undefined;
  readonly shortDescription?: string | undefined;
  readonly searchKeywords?: readonly string[] | undefined;
  readonly privacyPolicyLink?: string | undefined;
  readonly cloudSolutionProviderMarketingMaterials?: string | undefined;
  readonly supportContact?: WireContact | undefined;
  readonly engineeringContact?: WireContact | undefined;
  readonly cloudSolutionProviderContact?: WireContact | undefined;
  readonly globalSupportWebsite?: string | undefined;
  readonly lifecycleState?: LifecycleState | undefined;
}
export interface SaasTechnicalResource extends OfProduct {
  readonly type: 'software-as-a-service-technical-configuration';
  readonly landingPageUrl: string;
  readonly connectionWebhook: string;
  readonly azureAdTenantId: string;
  readonly azureAdAppId: string;
}
export interface PreviewAudienceResource extends OfProduct {
  readonly type: 'price-and-availability-offer';
  readonly previewAudiences: readonly AudienceEntry[];
}
export interface CustomMeterResource extends OfProduct {
  readonly type: 'price-and-availability-custom-meter';
  readonly customMeters: Readonly<Record<string, { readonly displayName: string; readonly unitOfMeasure: string }>>;
}
export interface ResellerResource extends OfProduct {
  readonly type: 'reseller';
  readonly resellerChannelState: 'notSet' | 'none' | 'some' | 'all' | 'terminated';
  readonly audiences: readonly AudienceEntry[];
}
export interface PlanResource extends OfProduct {
  readonly type: 'plan';
  readonly identity: { readonly externalId: string };
  readonly alias: string;
  readonly azureRegions?: readonly string[] | undefined;
  readonly subtype?: 'solutionTemplate' | 'managedApplication' | undefined;
  readonly lifecycleState?: LifecycleState | undefined;
}
export interface PlanListingResource extends OfPlan {
  readonly type: 'plan-listing';
  readonly kind: string;
  readonly languageId: string;
  readonly name: string;
  readonly description: string;
  readonly summary?: string | undefined;
}

export interface UsdPrice {
  readonly billingTerm: Duration;
  readonly paymentOption?: Duration | undefined;
  readonly pricePerPaymentInUsd: string;
}
/** As the published schema of machines groups its own prices by market. */
export interface MarketPrices {
  /** Lower-case country codes; none: every market of the currency. */
  readonly markets: readonly string[];
  readonly currency: string;
  readonly prices: readonly {
    readonly billingTerm: Duration;
    readonly paymentOption?: Duration | undefined;
    readonly pricePerPayment: string;
  }[];
}
type ModeAndLimits = {
  readonly recurrentPriceMode: 'flatRate' | 'perUser';
  readonly userLimits?: { readonly min: number; readonly max: number } | undefined;
};
export type RecurrentPrice =
  | (ModeAndLimits & { readonly priceInputOption: 'usd'; readonly prices: readonly UsdPrice[] })
  | (ModeAndLimits & { readonly priceInputOption: 'perMarket'; readonly prices: readonly MarketPrices[] });

export interface MeterPrice {
  readonly includedQuantities?:
    | readonly {
        readonly billingTerm: Duration;
        readonly isInfinite?: boolean | undefined;
        readonly quantity?: number | undefined;
      }[]
    | undefined;
  readonly pricePerPaymentInUsd?: string | undefined;
  readonly prices?: readonly { readonly currency: string; readonly pricePerPayment: string }[] | undefined;
}
export interface Pricing {
  readonly recurrentPrice?: RecurrentPrice | undefined;
  readonly customMeters?:
    | { readonly priceInputOption: 'usd' | 'perMarket'; readonly meters: Readonly<Record<string, MeterPrice>> }
    | undefined;
  readonly licenseModel?: 'byol' | 'payAsYouGo' | undefined;
  readonly corePricing?: { readonly priceInputOption: string; readonly pricePerCore?: string | undefined } | undefined;
}
export interface PlanPricingResource extends OfPlan {
  readonly type: 'price-and-availability-plan';
  readonly visibility?: 'visible' | 'hidden' | undefined;
  readonly audience?: 'public' | 'private' | undefined;
  readonly privateAudiences?: readonly AudienceEntry[] | undefined;
  readonly customerMarkets?: 'customMarkets' | 'allMarkets' | 'allTaxRemittedMarkets' | undefined;
  readonly markets?: readonly string[] | undefined;
  readonly trial?: Duration | null | undefined;
  readonly softwareReservation?: readonly unknown[] | null | undefined;
  readonly pricing?: Pricing | undefined;
}
export interface PrivateAudienceUpdate extends OfPlan {
  readonly type: 'price-and-availability-update-private-audiences';
  readonly privateAudiences: {
    readonly add?: readonly AudienceEntry[] | undefined;
    readonly remove?: readonly AudienceEntry[] | undefined;
  };
}

interface VmImage {
  readonly imageType: string;
  readonly source: {
    readonly sourceType: string;
    readonly osDisk?: { readonly uri: string } | undefined;
    readonly dataDisks?: readonly unknown[] | undefined;
  };
}
export interface VmTechnicalResource extends OfPlan {
  readonly type: 'virtual-machine-plan-technical-configuration';
  readonly operatingSystem?:
    | {
        readonly family: 'linux' | 'windows';
        readonly friendlyName?: string | undefined;
        readonly type?: string | undefined;
      }
    | undefined;
  readonly recommendedVmSizes?: readonly string[] | undefined;
  readonly openPorts?: readonly unknown[] | undefined;
  readonly vmProperties?: Readonly<Record<string, unknown>> | undefined;
  readonly skus?: readonly { readonly imageType: string; readonly skuId: string }[] | undefined;
  readonly vmImageVersions: readonly {
    readonly versionNumber: string;
    readonly vmImages: readonly VmImage[];
    readonly lifecycleState?: LifecycleState | undefined;
  }[];
}

export interface SubmissionResource extends OfProduct {
  readonly type: 'submission';
  readonly target: { readonly targetType: TargetType };
  readonly lifecycleState?: 'generallyAvailable' | 'deprecated' | undefined;
  /** As answered; a client may send them back. */
  readonly status?: string | undefined;
  readonly result?: string | undefined;
  readonly created?: string | undefined;
}

export interface PrivateOfferResource extends Base {
  readonly type: 'private-offer';
  readonly privateOfferType?: string | undefined;
  readonly name: string;
  readonly state: string;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly variableStartDate?: boolean | undefined;
  readonly preparedBy?: string | undefined;
  readonly notificationContacts?: readonly string[] | undefined;
  readonly beneficiaries?:
    | readonly {
        readonly id: string;
        readonly description?: string | undefined;
        readonly beneficiaryRecipients?:
          | readonly { readonly id: string; readonly recipientType: string }[]
          | null
          | undefined;
      }[]
    | undefined;
  readonly pricing?:
    | readonly {
        readonly product: Reference;
        readonly plan?: Reference | null | undefined;
        readonly discountType: string;
        readonly discountPercentage?: string | undefined;
      }[]
    | undefined;
}

/** Resources that edit one offer's document, and nothing else. */
export type DraftResource =
  | SetupResource
  | PropertyResource
  | ListingResource
  | SaasTechnicalResource
  | PreviewAudienceResource
  | CustomMeterResource
  | ResellerResource
  | PlanResource
  | PlanListingResource
  | PlanPricingResource
  | VmTechnicalResource;

export type Resource =
  | ProductResource
  | DraftResource
  | PrivateAudienceUpdate
  | SubmissionResource
  | PrivateOfferResource;
export type ResourceType = Resource['type'];

/** What the schema calls the reasons of a refusal. */
export const problemCodes = [
  'businessValidationError',
  'collectionLimitExceeded',
  'invalidId',
  'invalidEntityStatus',
  'invalidRequest',
  'invalidResource',
  'invalidState',
  'notDeployed',
  'notSupported',
  'operationCanceled',
  'productLocked',
  'resourceNotFound',
  'schemaValidationError',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Gathers what is wrong with a resource (it is refused) and what of it is not kept (it is taken). */
export interface Notes {
  refuse(code: ProblemCode, message: string): void;
  /** `about`: the member it is about. */
  warn(message: string, about?: string): void;
}
