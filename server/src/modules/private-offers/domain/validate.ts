/** What keeps a draft from being submitted: every problem, where it is, with the rule that says so (rule F26). Pure. */
import { decimal, decimalPlaces, type RuleReference } from '../../../kernel/index.ts';
import { asSoonAsPossible, type PrivateOfferDocument } from './document.ts';
import { rules } from '../../../programme/rules/index.ts';

export interface PrivateOfferProblem {
  /** e.g. `pricing[0].discountPercentage`. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly rule: RuleReference;
}

/** Limits of rule F26. */
export const limits = { partners: 400, customers: 25, prices: 10, contacts: 5 } as const;

/** A live offer of the publisher, as far as a margin asks. */
export interface PricedPlans {
  readonly sold: boolean;
  readonly plans: readonly { readonly planId: string; readonly private: boolean; readonly pricingModel: string }[];
}

export interface PrivateOfferFacts {
  readonly on: Temporal.PlainDate;
  /** The publisher's published offers among those named, by id. */
  readonly offers: ReadonlyMap<string, PricedPlans>;
  /** Active direct partners and providers among those named. */
  readonly selectablePartners: ReadonlySet<string>;
}

type Add = (path: string, code: string, message: string, rule?: RuleReference) => void;

/** Every problem in the order of the page. */
export function problemsOf(document: PrivateOfferDocument, facts: PrivateOfferFacts): PrivateOfferProblem[] {
  const problems: PrivateOfferProblem[] = [];
  const add: Add = (path, code, message, rule = rules.F26) => void problems.push({ path, code, message, rule });
  if (document.name === '') add('name', 'Missing', 'Give the private offer a name. Partners do not see it.');
  checkPeriod(document, facts.on, add);
  checkContacts(document, add);
  checkPricing(document, facts, add);
  checkBeneficiaries(document, facts, add);
  return problems;
}

function checkPeriod({ start, end }: PrivateOfferDocument, on: Temporal.PlainDate, add: Add): void {
  if (start === null) add('start', 'Missing', 'Choose when it starts: as soon as possible, or the first of a month.');
  else if (start !== asSoonAsPossible) {
    const first = Temporal.PlainDate.from(start);
    if (first.day !== 1) add('start', 'NotFirstOfMonth', `It starts on the first day of a month, not on ${start}.`);
    else if (Temporal.PlainDate.compare(first, on) <= 0)
      add('start', 'Past', `${start} is not ahead. Choose a later month, or as soon as possible.`);
  }
  if (end === null) return add('end', 'Missing', 'Choose the last month it is for.');
  const last = Temporal.PlainDate.from(end);
  if (last.day !== last.daysInMonth) add('end', 'NotEndOfMonth', `It ends on the last day of a month, not on ${end}.`);
  else if (Temporal.PlainDate.compare(last, on) < 0) add('end', 'Past', `${end} is over. Choose a later month.`);
  else if (start !== null && start !== asSoonAsPossible && end < start)
    add('end', 'BeforeStart', `It would end on ${end}, before it starts on ${start}.`);
}

const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function checkContacts({ notificationContacts }: PrivateOfferDocument, add: Add): void {
  const count = notificationContacts.length;
  if (count > limits.contacts)
    add('notificationContacts', 'TooMany', `At most ${limits.contacts} people are notified, not ${count}.`);
  notificationContacts.forEach((contact, index) => {
    const path = `notificationContacts[${index}]`;
    if (!emailShape.test(contact)) add(path, 'NoMailAddress', `'${contact}' is not a mail address.`);
    else if (isRepeated(notificationContacts, contact, index)) add(path, 'Repeated', `${contact} is named twice.`);
  });
}

function checkPricing({ pricing }: PrivateOfferDocument, { offers }: PrivateOfferFacts, add: Add): void {
  if (pricing.length === 0) add('pricing', 'Missing', 'Choose at least one offer or plan and its margin.');
  if (pricing.length > limits.prices)
    add('pricing', 'TooMany', `At most ${limits.prices} offers and plans are priced, not ${pricing.length}.`);
  const keys = pricing.map(({ offerId, planId }) => `${offerId} ${planId ?? ''}`);
  pricing.forEach(({ offerId, planId, discountPercentage }, index) => {
    const path = `pricing[${index}]`;
    checkPriced(offers.get(offerId), planId, path, add);
    if (isRepeated(keys, keys[index]!, index)) add(path, 'Repeated', 'This offer or plan is priced twice.');
    checkPercentage(discountPercentage, `${path}.discountPercentage`, add);
  });
}

/** Models in which the publisher's software has no price (rule F27: a margin is off the software, nothing else). */
const priceless = new Set(['byol', 'free']);

function checkPriced(offer: PricedPlans | undefined, planId: string | undefined, path: string, add: Add): void {
  if (!offer)
    return add(`${path}.offerId`, 'OfferUnknown', 'This is not a published offer of yours. Publish it first.');
  if (!offer.sold) return add(`${path}.offerId`, 'OfferStopped', 'This offer is no longer sold.');
  if (planId === undefined) {
    if (offer.plans.some((plan) => !priceless.has(plan.pricingModel))) return;
    const message = 'No plan of this offer has a software price that a margin could be taken off.';
    return add(`${path}.offerId`, 'NoSoftwarePrice', message, rules.F27);
  }
  const plan = offer.plans.find((one) => one.planId === planId);
  if (!plan) add(`${path}.planId`, 'PlanUnknown', `The published offer has no plan '${planId}'.`);
  else if (plan.private)
    add(`${path}.planId`, 'PlanPrivate', 'A private plan is not sold through partners.', rules.A31);
  else if (priceless.has(plan.pricingModel))
    add(`${path}.planId`, 'NoSoftwarePrice', 'This plan has no software price to take a margin off.', rules.F27);
}

const mostDecimals = 2;

function checkPercentage(text: string, path: string, add: Add): void {
  if (text === '') return add(path, 'Missing', 'Give the percentage taken off the list price.');
  const value = decimal(text);
  if (value.lte(decimal('0')) || value.gt(decimal('100')))
    add(path, 'OutOfRange', `A margin is more than 0 and at most 100 percent, not ${text}.`);
  else if (decimalPlaces(value) > mostDecimals)
    add(path, 'TooPrecise', `A margin has at most ${mostDecimals} digits after the point; ${text} has more.`);
}

function checkBeneficiaries(
  { beneficiaries }: PrivateOfferDocument,
  { selectablePartners }: PrivateOfferFacts,
  add: Add,
): void {
  const count = beneficiaries.length;
  if (count === 0) add('beneficiaries', 'Missing', 'Choose at least one partner.');
  if (count > limits.partners)
    add('beneficiaries', 'TooMany', `A private offer is for at most ${limits.partners} partners, not ${count}.`);
  const partners = beneficiaries.map((one) => one.partnerTenantId);
  beneficiaries.forEach(({ partnerTenantId, customerTenantIds }, index) => {
    const path = `beneficiaries[${index}]`;
    if (isRepeated(partners, partnerTenantId, index)) add(path, 'Repeated', `${partnerTenantId} is named twice.`);
    else if (!selectablePartners.has(partnerTenantId)) {
      const message = `${partnerTenantId} is not an active direct partner or provider.`;
      add(`${path}.partnerTenantId`, 'PartnerNotSelectable', message, rules.A29);
    }
    const customers = customerTenantIds.length;
    if (customers > limits.customers) {
      const message = `At most ${limits.customers} customers of a partner are named, not ${customers}.`;
      add(`${path}.customerTenantIds`, 'TooMany', message);
    }
    customerTenantIds.forEach((customer, place) => {
      if (isRepeated(customerTenantIds, customer, place))
        add(`${path}.customerTenantIds[${place}]`, 'Repeated', `${customer} is named twice.`);
    });
  });
}

function isRepeated(list: readonly string[], value: string, index: number): boolean {
  return list.indexOf(value) < index;
}
