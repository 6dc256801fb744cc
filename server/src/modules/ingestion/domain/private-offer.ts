/** A margin for partners (`private-offer`, type `cspPromotion`), from the private offer's document and to it (rule F26). */
import type { Notes, PrivateOfferResource } from './resources.ts';
import { planIdOf, productIdOf } from './ids.ts';

/** Same shape as the private offers module's own. */
export interface MarginDocument {
  readonly name: string;
  readonly preparedBy: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly notificationContacts: readonly string[];
  readonly beneficiaries: readonly {
    readonly partnerTenantId: string;
    readonly customerTenantIds: readonly string[];
  }[];
  readonly pricing: readonly {
    readonly offerId: string;
    readonly planId?: string | undefined;
    readonly discountPercentage: string;
  }[];
}

const soon = 'asSoonAsPossible';
const marginType = 'cspPromotion';

export function privateOfferFrom(id: string, state: string, document: MarginDocument): PrivateOfferResource {
  const { start, end } = document;
  return {
    type: 'private-offer',
    id: `private-offer/${id}`,
    privateOfferType: marginType,
    name: document.name,
    state,
    variableStartDate: start === soon,
    ...(start === null || start === soon ? {} : { start }),
    ...(end === null ? {} : { end }),
    preparedBy: document.preparedBy,
    notificationContacts: document.notificationContacts,
    beneficiaries: document.beneficiaries.map(({ partnerTenantId, customerTenantIds }) => ({
      id: partnerTenantId,
      description: '',
      beneficiaryRecipients: customerTenantIds.map((customer) => ({ id: customer, recipientType: 'cspCustomer' })),
    })),
    pricing: document.pricing.map(({ offerId, planId, discountPercentage }) => ({
      product: productIdOf(offerId),
      ...(planId === undefined ? {} : { plan: planIdOf(offerId, planId) }),
      discountType: 'percentage',
      ...(discountPercentage === '' ? {} : { discountPercentage }),
    })),
  };
}

/** `priced`: offer and plan of each price, in their order. */
export function marginDocumentOf(
  given: PrivateOfferResource,
  priced: readonly { readonly offerId: string; readonly planId?: string }[],
  found: Notes,
): MarginDocument {
  const { pricing = [], beneficiaries = [] } = given;
  if (given.privateOfferType !== undefined && given.privateOfferType !== marginType) {
    found.refuse('notSupported', `Only private offers for partners are made here: privateOfferType ${marginType}.`);
  }
  if (pricing.some(({ discountType }) => discountType.toLowerCase() !== 'percentage')) {
    found.refuse('notSupported', 'A partner gets a margin in percent. Use discountType percentage.');
  }
  const recipients = beneficiaries.flatMap(({ beneficiaryRecipients }) => beneficiaryRecipients ?? []);
  if (recipients.some(({ recipientType }) => recipientType !== 'cspCustomer')) {
    found.refuse('notSupported', "Recipients are a partner's customers. Use recipientType cspCustomer.");
  }
  return {
    name: given.name,
    preparedBy: given.preparedBy ?? '',
    start: given.variableStartDate ? soon : (given.start ?? null),
    end: given.end ?? null,
    notificationContacts: given.notificationContacts ?? [],
    beneficiaries: beneficiaries.map(({ id, beneficiaryRecipients }) => ({
      partnerTenantId: id,
      customerTenantIds: (beneficiaryRecipients ?? []).map((recipient) => recipient.id),
    })),
    pricing: pricing.map(({ discountPercentage = '' }, index) => ({ ...priced[index]!, discountPercentage })),
  };
}
