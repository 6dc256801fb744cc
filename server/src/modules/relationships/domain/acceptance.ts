/** Whether a customer may take a partner on by its request (rules B17, B24, C4, D4 to D6). Pure. */
import type { RuleReference } from '../../../kernel/index.ts';
import { sameRegion } from '../../../programme/markets.ts';
import { rules } from '../../../programme/rules/index.ts';
import type { PartnerAccount } from '../../partners/index.ts';

/** How long a request counts: as one for delegated administration (rule D8; docs/decisions/0064). */
export const requestDays = 90;

export interface RequestRefusal {
  readonly code:
    | 'RequestUsed'
    | 'RequestWithdrawn'
    | 'RequestExpired'
    | 'CustomerOutsideRegion'
    | 'PartnerNotActive'
    | 'ProviderNotConnected';
  readonly reason: string;
  readonly rule?: RuleReference;
}

/** Why a request is no longer open; undefined while it is. */
export function whyNotOpen({
  state,
  expiresAt,
  now,
}: {
  readonly state: 'open' | 'accepted' | 'declined' | 'withdrawn';
  readonly expiresAt: Temporal.Instant;
  readonly now: Temporal.Instant;
}): RequestRefusal | undefined {
  if (state === 'withdrawn') {
    return { code: 'RequestWithdrawn', reason: 'This request was withdrawn. Ask your partner for a new one.' };
  }
  if (state !== 'open') {
    return { code: 'RequestUsed', reason: 'This request was answered already: it counts once. Ask for a new one.' };
  }
  if (Temporal.Instant.compare(now, expiresAt) >= 0) {
    return { code: 'RequestExpired', reason: 'This request has expired. Ask your partner for a new one.' };
  }
  return undefined;
}

export interface AskingPartners {
  readonly partner: PartnerAccount;
  /** Of a reseller that asks for both at once (rule D4). */
  readonly provider?: PartnerAccount | undefined;
  /** The two work together today; true when there is no provider. */
  readonly connected: boolean;
}

/** Why a partner may ask no customer now; undefined when it may. Resellers ask too, although they do not sell (rule D9). */
export function whyNotAsking({ partner, provider, connected }: AskingPartners): RequestRefusal | undefined {
  for (const { name, state, agreementSignedAt } of provider ? [partner, provider] : [partner]) {
    if (!agreementSignedAt) {
      const reason = `${name} has not signed the partner agreement.`;
      return { code: 'PartnerNotActive', reason, rule: rules.B17 };
    }
    if (state !== 'active') {
      const reason = `The partner account of ${name} is ${state}: it takes on no customers.`;
      return { code: 'PartnerNotActive', reason, rule: rules.B24 };
    }
  }
  if (!provider || (connected && partner.kind === 'reseller')) return undefined;
  const reason = `${partner.name} and ${provider.name} have no active partnership.`;
  return { code: 'ProviderNotConnected', reason, rule: rules.D4 };
}

/** Why a customer of a country cannot take these partners on; undefined when it can. */
export function whyNotTakenOn(
  asking: AskingPartners,
  country: string,
  on: Temporal.PlainDate,
): RequestRefusal | undefined {
  const refused = whyNotAsking(asking);
  if (refused) return refused;
  const { partner, provider } = asking;
  for (const one of provider ? [partner, provider] : [partner]) {
    const near = sameRegion(one.country, country, on);
    if (!near.allowed) return { code: 'CustomerOutsideRegion', reason: near.reason, rule: near.rule };
  }
  return undefined;
}
