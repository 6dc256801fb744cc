/** The partner's own prices, what its customers pay. */
import { price, priceList, type PriceRequest } from '@comptoir/contracts/comptoir/billing';
import { ask, askRaw } from '../../api/client.ts';

export const priceSource = { path: '/comptoir/v1/prices', list: priceList, key: ['prices'] };

export function setPrice(body: PriceRequest) {
  return ask(priceSource.path, price, { method: 'POST', body });
}

/** Refuses what `setPrice` would, and sets nothing. */
export function checkPrice(body: PriceRequest) {
  return askRaw(`${priceSource.path}/check`, { method: 'POST', body });
}
