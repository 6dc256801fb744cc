/** Licences of a customer and of its people, over Partner Center v1. */
import { licenses, licenseUpdated, subscribedSkus } from '@comptoir/contracts/partner-center/licences';
import { customerUser } from '@comptoir/contracts/partner-center/customer-users';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import type { LicenceUnits } from '../licences/licence-options.ts';
import { customerPath } from './queries.ts';
import { userPath, usersKey } from './users.ts';

/** By name: how many there are, and how many are left. */
export const skusQuery = (customerId: string) =>
  queryOptions({
    queryKey: [...usersKey(customerId), 'skus'],
    queryFn: async (): Promise<LicenceUnits[]> => {
      const { items } = await ask(`${customerPath(customerId)}/subscribedskus`, subscribedSkus);
      return items.map(({ productSku: { id: skuId, name }, activeUnits: active, availableUnits: available }) => ({
        skuId,
        name,
        active,
        available,
      }));
    },
  });

export const userLicencesQuery = (customerId: string, userId: string) =>
  queryOptions({
    queryKey: [...usersKey(customerId), userId, 'licences'],
    queryFn: async (): Promise<string[]> => {
      const { items } = await ask(`${userPath(customerId, userId)}/licenses`, licenses);
      return items.map(({ productSku }) => productSku.id);
    },
  });

/** Whose licences they are. */
export interface LicensedUser {
  readonly id: string;
  readonly displayName: string;
  readonly usageLocation?: string | undefined;
}

export interface LicenceWish {
  readonly skuIds: readonly string[];
  readonly usageLocation?: string | undefined;
}

/** Where the person uses them comes first: without that nothing is assigned. */
export async function changeUserLicences(
  customerId: string,
  user: LicensedUser,
  held: readonly string[],
  { skuIds, usageLocation }: LicenceWish,
): Promise<void> {
  const path = userPath(customerId, user.id);
  if (usageLocation && usageLocation !== user.usageLocation)
    await ask(path, customerUser, { method: 'PATCH', body: { usageLocation } });
  const licensesToAssign = skuIds.filter((skuId) => !held.includes(skuId)).map((skuId) => ({ skuId }));
  const licensesToRemove = held.filter((skuId) => !skuIds.includes(skuId));
  if (licensesToAssign.length + licensesToRemove.length === 0) return;
  await ask(`${path}/licenseupdates`, licenseUpdated, { method: 'POST', body: { licensesToAssign, licensesToRemove } });
}
