/** What a line may ask for in the documented API and nothing here is sold with: it is refused, not left out. Pure. */

export type MoreRefused =
  | 'AddOnUnrelated'
  | 'AzurePlanUnknown'
  | 'CustomTermEndRefused'
  | 'ParticipantNotSupported'
  | 'PromotionUnknown'
  | 'ProvisioningContextRefused';

interface Refusal {
  readonly refusal: MoreRefused;
  readonly message: string;
  /** Path of the member that is not taken. */
  readonly target: string;
}

/** Members of a line beyond what `LineRequest` buys. Absent, null and empty are the same: not asked for. */
export interface UnsoldMembers {
  readonly promotionId?: string | undefined;
  readonly customTermEndDate?: string | undefined;
  readonly parentSubscriptionId?: string | undefined;
  readonly addonItems?: readonly unknown[] | undefined;
  readonly additionalPartnerIdsOnRecord?: readonly string[] | undefined;
  readonly provisioningContext?: Readonly<Record<string, string>> | undefined;
  readonly participants?: readonly { readonly key: string; readonly value: string }[] | undefined;
}

type Member = keyof UnsoldMembers;

const refusals = {
  promotionId: ['PromotionUnknown', 'There is no such promotion: nothing here is sold with one.'],
  customTermEndDate: ['CustomTermEndRefused', 'A term’s end follows from its length; another end cannot be chosen.'],
  parentSubscriptionId: ['AddOnUnrelated', 'No plan here is an add-on to a subscription.'],
  addonItems: ['AddOnUnrelated', 'No plan here has add-ons. Order each plan as a line of its own.'],
} as const satisfies Partial<Record<Member, readonly [MoreRefused, string]>>;

/** Why a line cannot be bought as it asks; undefined when it asks for nothing beyond what is sold. */
export function refuseMore(more: UnsoldMembers | undefined, target: string): Refusal | undefined {
  if (!more) return undefined;
  for (const [member, [refusal, why]] of Object.entries(refusals)) {
    if ((more[member as keyof typeof refusals]?.length ?? 0) > 0) {
      return { refusal, message: `${why} Leave '${member}' out.`, target: `${target}.${member}` };
    }
  }
  return refuseContext(more.provisioningContext, target) ?? refuseParticipants(more.participants, target);
}

function refuseContext(context: UnsoldMembers['provisioningContext'], target: string): Refusal | undefined {
  const [first] = Object.entries(context ?? {}).filter(([, value]) => value !== '');
  if (!first) return undefined;
  const [key] = first;
  const [refusal, why] = contextRefusal(key.toLowerCase());
  const message = `${why} Leave '${key}' out of the provisioning context.`;
  return { refusal, message, target: `${target}.provisioningContext.${key}` };
}

function contextRefusal(key: string): readonly [MoreRefused, string] {
  if (key === 'parentsubscriptionid') return refusals.parentSubscriptionId;
  if (key === 'subscriptionid') return ['AzurePlanUnknown', 'There is no such Azure plan: none is kept here.'];
  return ['ProvisioningContextRefused', 'No plan here is provisioned by such a value.'];
}

const keyOf = (key: string) => key.toLowerCase().replaceAll('_', '');

/** PartnerID of the reseller among a line's participants (rule D10). */
export function resellerAmong(participants: UnsoldMembers['participants']): string | undefined {
  return participants?.find(({ key }) => keyOf(key) === 'transactionreseller')?.value || undefined;
}

/** PartnerIDs of the other resellers of the chain (rule C9), as a cart or as an order names them. */
export function additionalResellersAmong(more: UnsoldMembers): readonly string[] {
  const named = more.participants?.filter(({ key }) => keyOf(key) === additional) ?? [];
  return [...named.map(({ value }) => value), ...(more.additionalPartnerIdsOnRecord ?? [])].filter((id) => id !== '');
}

const additional = 'additionaltransactionreseller';

function refuseParticipants(participants: UnsoldMembers['participants'], target: string): Refusal | undefined {
  const reseller = resellerAmong(participants);
  const index =
    participants?.findIndex(
      ({ key, value }) =>
        value !== '' && keyOf(key) !== additional && (keyOf(key) !== 'transactionreseller' || value !== reseller),
    ) ?? -1;
  if (index < 0) return undefined;
  const message =
    keyOf(participants![index]!.key) === 'transactionreseller'
      ? 'A line has one reseller on record. Name one transaction_reseller, and the others as additional_transaction_reseller.'
      : `A participant is a transaction_reseller or an additional_transaction_reseller. '${participants![index]!.key}' is not supported: leave it out.`;
  return { refusal: 'ParticipantNotSupported', message, target: `${target}.participants[${index}]` };
}
