import { expect, test } from 'vitest';
import { decideLicences, subscribedSku, type LicenceWish } from './licences.ts';

const licence = (skuId: string) => ({ skuId, name: `Quay – ${skuId}`, planId: 'team' });
const skus = [
  subscribedSku(licence('A:1'), { active: 3, suspended: 2 }, 1),
  subscribedSku(licence('B:1'), { active: 2, suspended: 0 }, 2),
  subscribedSku(licence('C:1'), { active: 1, suspended: 0 }, 4),
];
const wish = (more: Partial<LicenceWish>): LicenceWish => ({
  usageLocation: 'FR',
  held: [],
  assign: [],
  remove: [],
  ...more,
});

test('Seats that run and that nobody holds are available, and never less than none', () => {
  expect(skus.map(({ available }) => available)).toEqual([2, 0, 0]);
});

test('A licence that is left is given once; what is held already needs none and is not counted again', () => {
  expect(decideLicences(wish({ assign: ['A:1', 'A:1'] }), skus)).toEqual({ licences: ['A:1'] });
  expect(decideLicences(wish({ held: ['B:1'], assign: ['B:1'] }), skus)).toEqual({ licences: ['B:1'] });
});

test('Without one left, without the SKU and without a usage location nothing is given', () => {
  const refusals = [
    decideLicences(wish({ assign: ['A:1', 'B:1'] }), skus),
    decideLicences(wish({ assign: ['Z:1'] }), skus),
    decideLicences(wish({ assign: ['A:1'], remove: ['A:1'] }), skus),
    decideLicences(wish({ assign: ['A:1'], usageLocation: undefined }), skus),
  ];
  expect(refusals).toEqual([
    { refusal: { code: 'LicencesExhausted', skuId: 'B:1', name: 'Quay – B:1' } },
    { refusal: { code: 'LicenceUnknown', skuId: 'Z:1' } },
    { refusal: { code: 'LicenceUnknown', skuId: 'A:1' } },
    { refusal: { code: 'UsageLocationMissing' } },
  ]);
});

test('What is held can be taken without a usage location, and when the SKU is gone', () => {
  const gone = wish({ held: ['A:1', 'Z:1'], remove: ['Z:1', 'B:1'], usageLocation: undefined });
  expect(decideLicences(gone, skus)).toEqual({ licences: ['A:1'] });
});
