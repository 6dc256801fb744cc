import { expect, test } from 'vitest';
import { completeDocument } from '../../../../test/offers.ts';
import { applyResource, notes } from './apply.ts';
import type { Draft, DraftPlan, OfferFacts } from './draft.ts';
import type { VmTechnicalResource } from './resources.ts';
import { vmTechnicalFrom } from './vm-resources.ts';

const offer: OfferFacts = {
  offerId: '8a1c8b3a-0f3f-4a3e-9f51-3f4c1a3b1c11',
  externalId: 'machines',
  kind: 'virtualMachine',
  name: 'Machines',
  stopped: false,
};
const plan: DraftPlan = { ...completeDocument().plans[0]!, planId: 'vm' };
const draft: Draft = { ...completeDocument(), plans: [plan] };
const image = (imageType: string, file: string) => ({
  imageType,
  source: { sourceType: 'sasUri', osDisk: { uri: `https://images.example/${file}.vhd` }, dataDisks: [] },
});
const version = (
  versionNumber: string,
  ...vmImages: VmTechnicalResource['vmImageVersions'][number]['vmImages'][number][]
) => ({
  versionNumber,
  vmImages,
});

function taken(change: Partial<VmTechnicalResource>, from: Draft = draft, of: OfferFacts = offer) {
  const found = notes();
  const given: VmTechnicalResource = {
    type: 'virtual-machine-plan-technical-configuration',
    product: `product/${offer.offerId}`,
    plan: { externalId: 'vm' },
    vmImageVersions: [version('1.0.0', image('x64Gen2', 'a'))],
    ...change,
  };
  const facts = { offer: of, publishedPlans: [], meters: new Map(), planNames: new Map() };
  const changed = applyResource(from, given, facts, found);
  const { warnings, problems } = found;
  return { package: changed.plans[0]!.package, changed: changed.plans[0]!, warnings, problems };
}

test('Of a machine every image, SKU and property that is not kept is named in a warning, and both processors are taken', () => {
  const {
    package: made,
    warnings,
    problems,
  } = taken({
    operatingSystem: { family: 'linux', friendlyName: 'Ubuntu Server 24.04', type: 'ubuntu' },
    recommendedVmSizes: ['d2s-v3'],
    openPorts: [{ name: 'ssh', publicPort: 22 }],
    vmProperties: { supportsAcceleratedNetworking: true, supportsBackup: false, supportsNothing: null },
    skus: [
      { imageType: 'x64Gen2', skuId: 'vm-gen2' },
      { imageType: 'x64Gen1', skuId: 'vm' },
      { imageType: 'arm64Gen2', skuId: 'vm-arm' },
    ],
    vmImageVersions: [
      version('9.0.0', image('arm64Gen2', 'c'), image('x64Gen2', 'a'), image('x64Gen1', 'b')),
      version('8.9.10', image('x64Gen2', 'fix')),
    ],
  });
  expect(problems).toEqual([]);
  expect(made).toEqual({ version: '9.0.0', address: 'https://images.example/a.vhd', operatingSystem: 'linux' });
  expect(warnings).toEqual([
    'Image version 8.9.10 was not kept: a plan deploys its newest one.',
    'The image arm64Gen2 of 9.0.0 was not kept: a plan has one image.',
    'The image x64Gen1 of 9.0.0 was not kept: a plan has one image.',
    'The SKU vm (x64Gen1) was not kept: a plan is one SKU.',
    'The SKU vm-arm (arm64Gen2) was not kept: a plan is one SKU.',
    "The SKU vm-gen2 is answered as vm, the plan's id.",
    'The property supportsAcceleratedNetworking of the machine was not kept.',
    "The name 'Ubuntu Server 24.04' of the system was not kept.",
    "The type 'ubuntu' of the system was not kept.",
    'Open ports were not kept.',
    'Recommended sizes were not kept.',
  ]);
});

test('Of two SKUs of one type of image the first is the plan, and the other is named', () => {
  const sku = (skuId: string) => ({ imageType: 'x64Gen2', skuId });
  expect(taken({ skus: [sku('vm'), sku('other')] }).warnings).toEqual([
    'The SKU other (x64Gen2) was not kept: a plan is one SKU.',
  ]);
  expect(taken({ skus: [sku('vm')] }).warnings).toEqual([]);
});

test('With every version deprecated or deleted nothing is deployed, and all that was sent with them is named', () => {
  const before: Draft = {
    ...draft,
    plans: [
      { ...plan, package: { version: '1.0.0', address: 'https://images.example/a.vhd', operatingSystem: 'windows' } },
    ],
  };
  const gone = (versionNumber: string, lifecycleState: 'deprecated' | 'deleted') => ({
    ...version(versionNumber, image('x64Gen2', 'a')),
    lifecycleState,
  });
  const { changed, warnings, problems } = taken(
    {
      operatingSystem: { family: 'windows' },
      openPorts: [22],
      recommendedVmSizes: ['d2s-v3'],
      vmProperties: { supportsBackup: true },
      skus: [{ imageType: 'x64Gen2', skuId: 'vm' }],
      vmImageVersions: [gone('1.0.0', 'deprecated'), gone('2.0.0', 'deleted')],
    },
    before,
  );
  expect(problems).toEqual([]);
  expect(changed).toEqual(plan);
  expect(warnings).toEqual([
    'Image version 1.0.0 was not kept: it is deprecated.',
    'Image version 2.0.0 was not kept: it is deleted.',
    'The SKU vm (x64Gen2) was not kept: a plan is one SKU.',
    'The property supportsBackup of the machine was not kept.',
    'The operating system was not kept: a plan without an image has none.',
    'Open ports were not kept.',
    'Recommended sizes were not kept.',
  ]);
  expect(taken({ vmImageVersions: [] }, before)).toMatchObject({ package: undefined, warnings: [] });
});

test('The newest version counts by its numbers, wherever it stands, and a deprecated one does not', () => {
  const one = image('x64Gen2', 'a');
  const versions = [
    version('1.10.0', one),
    { ...version('2.0.0', one), lifecycleState: 'deprecated' as const },
    version('1.9.9', one),
  ];
  expect(taken({ vmImageVersions: versions }).package?.version).toBe('1.10.0');
  expect(taken({ vmImageVersions: versions.toReversed() }).package?.version).toBe('1.10.0');
  const said = [{ ...version('3.0.0', one), lifecycleState: 'generallyAvailable' as const }];
  expect(taken({ vmImageVersions: said })).toMatchObject({ package: { version: '3.0.0' }, warnings: [] });
});

test('The image that is told is the one that is kept: x64Gen2 before other x64 before the first', () => {
  const kept = (...types: string[]) => {
    const { package: made, warnings } = taken({
      vmImageVersions: [version('1.0.0', ...types.map((type) => image(type, type)))],
    });
    return [made!.address.split('/').at(-1), warnings.filter((one) => one.startsWith('The image type'))];
  };
  expect(kept('arm64Gen2', 'x64Gen1', 'x64Gen2')).toEqual(['x64Gen2.vhd', []]);
  expect(kept('arm64Gen2', 'x64Gen1')).toEqual(['x64Gen1.vhd', ['The image type x64Gen1 is answered as x64Gen2.']]);
  expect(kept('arm64Gen2', 'X64Gen1')).toEqual(['X64Gen1.vhd', ['The image type X64Gen1 is answered as x64Gen2.']]);
  expect(kept('arm64Gen2', 'notx64')).toEqual(['arm64Gen2.vhd', ['The image type arm64Gen2 is answered as x64Gen2.']]);
});

test('The system keeps its family, also one that was there; its usual name and type are no loss', () => {
  const before: Draft = {
    ...draft,
    plans: [{ ...plan, package: { version: '1.0.0', address: '', operatingSystem: 'windows' } }],
  };
  expect(taken({}, before).package?.operatingSystem).toBe('windows');
  expect(taken({}).package).toEqual({ version: '1.0.0', address: 'https://images.example/a.vhd' });
  expect(taken({ operatingSystem: { family: 'linux' } }, before).package?.operatingSystem).toBe('linux');
  const warned = (operatingSystem: VmTechnicalResource['operatingSystem']) => taken({ operatingSystem }).warnings;
  expect(warned({ family: 'linux', friendlyName: 'Linux', type: 'other' })).toEqual([]);
  expect(warned({ family: 'windows', friendlyName: 'Windows', type: '' })).toEqual([]);
  expect(warned({ family: 'linux', friendlyName: 'Windows' })).toEqual([
    "The name 'Windows' of the system was not kept.",
  ]);
});

test('An image without address, from elsewhere or with data disks is refused; a plan of another kind has none', () => {
  const refused = (source: object) => {
    const one = { imageType: 'x64Gen2', source } as ReturnType<typeof image>;
    return taken({ vmImageVersions: [version('1.0.0', one)] }).problems;
  };
  const osDisk = { uri: 'https://images.example/a.vhd' };
  expect(refused({ sourceType: 'sasUri' })).toEqual([
    { code: 'notSupported', message: 'Version 1.0.0 needs an image with an osDisk.uri.' },
  ]);
  expect(refused({ sourceType: 'sasUri', osDisk: { uri: '' } })).toHaveLength(1);
  expect(taken({ vmImageVersions: [version('1.0.0')] }).package).toEqual({ version: '1.0.0', address: '' });
  expect(taken({ vmImageVersions: [version('1.0.0')] }).problems).toHaveLength(1);
  expect(refused({ sourceType: 'sharedImageGallery', osDisk })).toEqual([
    { code: 'notSupported', message: 'Images are fetched from an address. Use sourceType sasUri.' },
  ]);
  expect(refused({ sourceType: 'sasUri', osDisk, dataDisks: [{ lunNumber: 0 }] })).toEqual([
    { code: 'notSupported', message: 'Machines with data disks are not sold here. Send dataDisks empty.' },
  ]);
  expect(refused({ sourceType: 'sasUri', osDisk })).toEqual([]);
  expect(taken({}, draft, { ...offer, kind: 'saas' }).problems).toEqual([
    { code: 'businessValidationError', message: 'Only an azureVirtualMachine has images.' },
  ]);
});

test('A machine is told with what is deployed, and without an image with nothing', () => {
  expect(vmTechnicalFrom(plan, offer)).toMatchObject({
    operatingSystem: { family: 'linux', friendlyName: 'Linux', type: 'other' },
    skus: [],
    vmImageVersions: [],
  });
  const deployed = { version: '1.2.3', address: 'https://images.example/a.vhd', operatingSystem: 'windows' } as const;
  expect(vmTechnicalFrom({ ...plan, package: deployed }, offer)).toMatchObject({
    operatingSystem: { family: 'windows', friendlyName: 'Windows', type: 'other' },
    recommendedVmSizes: [],
    openPorts: [],
    vmProperties: {},
    skus: [{ imageType: 'x64Gen2', skuId: 'vm' }],
    vmImageVersions: [{ ...version('1.2.3', image('x64Gen2', 'a')), lifecycleState: 'generallyAvailable' }],
  });
});
