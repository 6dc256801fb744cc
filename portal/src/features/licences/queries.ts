/** Licences of the own organisation and of its people. */
import { heldLicences, ownLicences } from '@comptoir/contracts/comptoir/licences';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';

const root = '/comptoir/v1';
const ofUser = (userId: string) => `${root}/users/${encodeURIComponent(userId)}/licences`;

export const licencesKey = ['licences'];

export const licencesQuery = queryOptions({
  queryKey: [...licencesKey, 'all'],
  queryFn: () => ask(`${root}/licences`, ownLicences),
});

export const userLicencesQuery = (userId: string) =>
  queryOptions({ queryKey: [...licencesKey, userId], queryFn: () => ask(ofUser(userId), heldLicences) });

export const changeLicences = (userId: string, skuIds: readonly string[]) =>
  ask(ofUser(userId), heldLicences, { method: 'PUT', body: { skuIds } });
