/** Which partners a publisher may name in an audience. */
import type { Work } from '../../../platform/work.ts';
import { maySell } from '../../../programme/selling.ts';
import { partnerAccountsOf, type PartnerAccount } from '../../partners/index.ts';
import { offerFault } from '../faults.ts';
import { rules } from '../../../programme/rules/index.ts';

/** Most partners a list holds: the contract's limit of `audience.partnerTenantIds`. */
export const mostListed = 20_000;

/**
 * Only partners that sell themselves can be named: active direct partners and providers (A29) that signed the partner
 * agreement, without which a company is not in the programme yet (B17). A reseller sells through its provider.
 */
export function isSelectable(partner: PartnerAccount): boolean {
  return maySell(partner).allowed;
}

/** Faults: PartnersNotSelectable with each partner that cannot be named, at its place in `named`. */
export async function requireSelectable(
  work: Work,
  partnerTenantIds: readonly string[],
  named: readonly string[],
): Promise<void> {
  const accounts = await partnerAccountsOf(work, partnerTenantIds);
  const selectable = new Set(accounts.filter(isSelectable).map((partner) => partner.tenantId));
  const wrong = partnerTenantIds.filter((partner) => !selectable.has(partner));
  if (wrong.length === 0) return;
  const place = new Map(named.map((partner, index) => [partner, index]));
  const count = wrong.length === 1 ? 'One of the partners' : `${wrong.length} of the partners`;
  throw offerFault(
    'PartnersNotSelectable',
    `${count} is not an active direct partner or provider. Nobody was added; leave out what is listed and repeat.`,
    {
      target: 'partnerTenantIds',
      rule: rules.A29,
      problems: wrong.map((partner) => ({
        path: `partnerTenantIds[${place.get(partner)}]`,
        code: 'PartnerNotSelectable',
        message: `${partner} is not an active direct partner or provider.`,
      })),
    },
  );
}

/** Faults: AudienceListFull. */
export function requireListFits(partners: number): void {
  if (partners <= mostListed) return;
  throw offerFault('AudienceListFull', `A list holds at most ${mostListed} partners, this would make it ${partners}.`, {
    rule: rules.A7,
  });
}
