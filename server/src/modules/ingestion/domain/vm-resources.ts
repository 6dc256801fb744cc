/** What a machine's plan deploys, from a draft and onto it. */
import type { Draft, DraftPlan, OfferFacts } from './draft.ts';
import { ofPlan, withPlan } from './plan-resources.ts';
import type { Notes, VmTechnicalResource } from './resources.ts';

/** What every image is answered as, and its system called. */
const keptImageType = 'x64Gen2';
const systemNames = { linux: 'Linux', windows: 'Windows' } as const;
const keptSystemType = 'other';

export function vmTechnicalFrom(plan: DraftPlan, offer: OfferFacts): VmTechnicalResource {
  const family = plan.package?.operatingSystem ?? 'linux';
  const image = {
    imageType: keptImageType,
    source: { sourceType: 'sasUri', osDisk: { uri: plan.package?.address ?? '' }, dataDisks: [] },
  };
  return {
    ...ofPlan('virtual-machine-plan-technical-configuration', offer, plan),
    operatingSystem: { family, friendlyName: systemNames[family], type: keptSystemType },
    recommendedVmSizes: [],
    openPorts: [],
    vmProperties: {},
    skus: plan.package ? [{ imageType: keptImageType, skuId: plan.planId }] : [],
    vmImageVersions: plan.package
      ? [{ versionNumber: plan.package.version, vmImages: [image], lifecycleState: 'generallyAvailable' }]
      : [],
  };
}

type ImageVersion = VmTechnicalResource['vmImageVersions'][number];
type VmImage = ImageVersion['vmImages'][number];

/** What of a request a plan keeps; nothing where no version is generally available. */
interface Kept {
  readonly version?: ImageVersion | undefined;
  readonly image?: VmImage | undefined;
}

/**
 * Of a machine the draft keeps what is deployed: the newest image that is generally available, its version and operating
 * system. Older images stay with the versions of the offer they were published in.
 */
export function applyVmTechnical(draft: Draft, plan: DraftPlan, given: VmTechnicalResource, notes: Notes): Draft {
  const version = newestOf(given.vmImageVersions);
  const image = version && imageOf(version, notes);
  for (const sentence of unkeptOfMachine(plan, given, { version, image })) notes.warn(sentence);
  const { package: before, ...rest } = plan;
  if (!version) return withPlan(draft, rest);
  const operatingSystem = given.operatingSystem?.family ?? before?.operatingSystem;
  const address = image?.source.osDisk?.uri ?? '';
  const made = { version: version.versionNumber, address, ...(operatingSystem ? { operatingSystem } : {}) };
  return withPlan(draft, { ...rest, package: made });
}

function newestOf(versions: readonly ImageVersion[]): ImageVersion | undefined {
  const sold = versions.filter(({ lifecycleState = 'generallyAvailable' }) => lifecycleState === 'generallyAvailable');
  return sold.toSorted((left, right) => compareVersions(left.versionNumber, right.versionNumber)).at(-1);
}

/** The one image of a version that a plan deploys: the type that is answered, another for x64, or the first there is. */
function imageOf({ versionNumber, vmImages }: ImageVersion, notes: Notes): VmImage | undefined {
  const image =
    vmImages.find(({ imageType }) => imageType === keptImageType) ??
    vmImages.find(({ imageType }) => /^x64/i.test(imageType)) ??
    vmImages[0];
  if (image && image.source.sourceType !== 'sasUri') {
    notes.refuse('notSupported', 'Images are fetched from an address. Use sourceType sasUri.');
  } else if (!image?.source.osDisk?.uri) {
    notes.refuse('notSupported', `Version ${versionNumber} needs an image with an osDisk.uri.`);
  }
  if (image && (image.source.dataDisks ?? []).length > 0) {
    notes.refuse('notSupported', 'Machines with data disks are not sold here. Send dataDisks empty.');
  }
  return image;
}

/** What a client sent of a machine and will not read back, a sentence for each thing: it would lose them unknowingly. */
function unkeptOfMachine(plan: DraftPlan, given: VmTechnicalResource, { version, image }: Kept): string[] {
  const versions = given.vmImageVersions.filter((other) => other !== version);
  const images = version?.vmImages.filter((other) => other !== image) ?? [];
  const properties = Object.entries(given.vmProperties ?? {}).filter(([, value]) => value !== false && value !== null);
  return [
    ...versions.map(({ versionNumber, lifecycleState = 'generallyAvailable' }) =>
      lifecycleState === 'generallyAvailable'
        ? `Image version ${versionNumber} was not kept: a plan deploys its newest one.`
        : `Image version ${versionNumber} was not kept: it is ${lifecycleState}.`,
    ),
    ...images.map(
      ({ imageType }) => `The image ${imageType} of ${version!.versionNumber} was not kept: a plan has one image.`,
    ),
    ...unkeptSkus(plan, given, image),
    ...(image && image.imageType !== keptImageType
      ? [`The image type ${image.imageType} is answered as ${keptImageType}.`]
      : []),
    ...properties.map(([name]) => `The property ${name} of the machine was not kept.`),
    ...(version ? unkeptOfSystem(given) : unkeptSystem(given)),
    ...((given.openPorts?.length ?? 0) > 0 ? ['Open ports were not kept.'] : []),
    ...((given.recommendedVmSizes?.length ?? 0) > 0 ? ['Recommended sizes were not kept.'] : []),
  ];
}

/** A plan is one SKU, of the type of its image, and has the plan's id. */
function unkeptSkus({ planId }: DraftPlan, { skus = [] }: VmTechnicalResource, image: VmImage | undefined): string[] {
  const kept = skus.find(({ imageType }) => imageType === image?.imageType);
  const others = skus.filter((sku) => sku !== kept);
  return [
    ...others.map(({ skuId, imageType }) => `The SKU ${skuId} (${imageType}) was not kept: a plan is one SKU.`),
    ...(kept && kept.skuId !== planId ? [`The SKU ${kept.skuId} is answered as ${planId}, the plan's id.`] : []),
  ];
}

function unkeptOfSystem({ operatingSystem }: VmTechnicalResource): string[] {
  if (!operatingSystem) return [];
  const { family, friendlyName = '', type = '' } = operatingSystem;
  return [
    ...(['', systemNames[family]].includes(friendlyName)
      ? []
      : [`The name '${friendlyName}' of the system was not kept.`]),
    ...(['', keptSystemType].includes(type) ? [] : [`The type '${type}' of the system was not kept.`]),
  ];
}

function unkeptSystem({ operatingSystem }: VmTechnicalResource): string[] {
  return operatingSystem ? ['The operating system was not kept: a plan without an image has none.'] : [];
}

/** `1.10.0` is newer than `1.9.0`. */
function compareVersions(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}
