/** How many licences a customer has of each SKU, and whether a person may be given one. Pure. */

/** What a licence is of. */
export interface Licence {
  /** `product:sku`. */
  readonly skuId: string;
  /** Offer and plan. */
  readonly name: string;
  /** The publisher's own id of the plan. */
  readonly planId: string;
}

export interface SubscribedSku extends Licence {
  readonly active: number;
  readonly suspended: number;
  /** People who hold it. */
  readonly consumed: number;
  readonly available: number;
}

export interface Seats {
  readonly active: number;
  readonly suspended: number;
}

export function subscribedSku(licence: Licence, { active, suspended }: Seats, consumed: number): SubscribedSku {
  return { ...licence, active, suspended, consumed, available: Math.max(active - consumed, 0) };
}

export interface LicenceWish {
  /** ISO 3166-1 alpha-2; undefined: nobody knows where the person uses licences. */
  readonly usageLocation: string | undefined;
  readonly held: readonly string[];
  readonly assign: readonly string[];
  readonly remove: readonly string[];
}

export interface LicenceRefusal {
  readonly code: 'LicenceUnknown' | 'LicencesExhausted' | 'UsageLocationMissing';
  readonly skuId?: string;
  readonly name?: string;
}

/** The licences that a person has afterwards, or why not. What is given twice, or taken and not held, changes nothing. */
export function decideLicences(
  wish: LicenceWish,
  skus: readonly SubscribedSku[],
): { readonly licences: readonly string[] } | { readonly refusal: LicenceRefusal } {
  const { held, assign, remove, usageLocation } = wish;
  const wanted = assign.filter((skuId) => !held.includes(skuId));
  for (const skuId of wanted) {
    const sku = skus.find((one) => one.skuId === skuId);
    if (!sku || remove.includes(skuId)) return { refusal: { code: 'LicenceUnknown', skuId } };
    if (usageLocation === undefined) return { refusal: { code: 'UsageLocationMissing' } };
    if (sku.available === 0) return { refusal: { code: 'LicencesExhausted', skuId, name: sku.name } };
  }
  return { licences: [...new Set([...held, ...wanted])].filter((skuId) => !remove.includes(skuId)) };
}
