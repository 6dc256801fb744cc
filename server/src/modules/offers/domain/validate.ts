/** Everything a draft must have before it is published. Pure: what must be looked up comes in with the question. */
import { isSafeUrl, type RuleReference } from '../../../kernel/index.ts';
import { mayChangeAudience } from './audience.ts';
import type { Contact, OfferDocument, OfferKind } from './document.ts';
import type { ValidationFacts } from './facts.ts';
import { findingsOf, isEmail, type Findings, type OfferProblem } from './problem.ts';
import { planIsDefaultResold } from '../../../programme/resale.ts';
import { hasResellerAudience } from './resale.ts';
import { checkPlans } from './validate-plans.ts';
import { rules } from '../../../programme/rules/index.ts';

/** All problems, in the order of the offer's menu; empty when the draft can be published. */
export function problemsOf(document: OfferDocument, facts: ValidationFacts): OfferProblem[] {
  const problems: OfferProblem[] = [];
  checkSetup(document, facts, findingsOf('setup', problems));
  checkProperties(document, findingsOf('properties', problems));
  checkListings(document, findingsOf('listing', problems));
  checkContacts(document, facts.kind, findingsOf('listing', problems));
  checkPreview(document, findingsOf('preview', problems));
  checkTechnical(document, facts, findingsOf('technical', problems));
  checkPlans(document, facts, findingsOf('plans', problems));
  checkAudience(document, facts, findingsOf('audience', problems));
  return problems;
}

/** Only SaaS may be listed without being sold, and then says what to do in the store (rule A2). */
function checkSetup({ setup }: OfferDocument, { kind, live }: ValidationFacts, found: Findings): void {
  const { sellThroughOperator, callToAction } = setup;
  if (!sellThroughOperator && kind !== 'saas') {
    found.add(
      'setup.sellThroughOperator',
      'NotTransactable',
      'Only a SaaS offer can be listed without being sold through the operator.',
      rules.A2,
    );
  }
  if (live && live.setup.sellThroughOperator !== sellThroughOperator) {
    found.add(
      'setup.sellThroughOperator',
      'SaleFixed',
      'Whether a published offer is sold through the operator cannot change. Create another offer instead.',
      rules.A2,
    );
  }
  if (sellThroughOperator) {
    if (callToAction && kind !== 'saas') {
      found.add('setup.callToAction', 'NotOfThisKind', 'Only a SaaS listing has a call to action.', rules.A2);
    }
  } else if (!callToAction) {
    found.add(
      'setup.callToAction',
      'CallToActionMissing',
      'Choose what customers do in the store (contact me, get it now, free trial) and give the https address it leads to.',
      rules.A2,
    );
  } else {
    checkAddress(callToAction.url, 'setup.callToAction.url', true, found, rules.A2);
  }
}

function checkPreview({ preview }: OfferDocument, found: Findings): void {
  const names = preview?.audience ?? [];
  names.forEach((name, index) => {
    const path = `preview.audience[${index}]`;
    if (!isEmail(name)) {
      found.add(path, 'NotAUser', 'This is not the name of a user such as ada@example.com.');
    } else if (names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) < index) {
      found.add(path, 'UserTwice', `${name} is named twice.`);
    }
  });
}

function checkProperties({ properties }: OfferDocument, found: Findings): void {
  if (properties.categories.length === 0) {
    found.add('properties.categories', 'CategoryMissing', 'Choose one or two categories.');
  }
  if (new Set(properties.categories).size < properties.categories.length) {
    found.add('properties.categories', 'CategoryTwice', 'Choose two different categories.');
  }
  if (!properties.terms.standardContract && !isSafeUrl(properties.terms.url)) {
    found.add(
      'properties.terms.url',
      'TermsMissing',
      'Use the standard contract, or give the https address of your terms of use.',
      rules.F8,
    );
  }
}

function checkListings({ listings }: OfferDocument, found: Findings): void {
  const given = (['en', 'fr'] as const).filter((language) => listings[language]);
  if (given.length === 0) found.add('listings', 'ListingMissing', 'Write the listing in English, French or both.');
  for (const language of given) {
    for (const field of ['title', 'summary', 'description'] as const) {
      if (listings[language]![field] === '') {
        found.add(`listings.${language}.${field}`, 'Required', `The listing (${language}) needs a ${field}.`);
      }
    }
  }
}

function checkContacts(document: OfferDocument, kind: OfferKind, found: Findings): void {
  const { contacts, audience } = document;
  checkContact(contacts.support, 'contacts.support', true, found, rules.A25);
  checkAddress(contacts.support.url, 'contacts.support.url', true, found, rules.A25);
  checkContact(contacts.engineering, 'contacts.engineering', true, found, rules.A25);
  // Partners are shown these two; they must be there before any partner may resell (COL-04, COL-05).
  const opened = audience.option === 'any' || audience.option === 'selected';
  const open = opened && hasResellerAudience(kind, document).allowed;
  checkContact(contacts.cspProgramme, 'contacts.cspProgramme', open, found, rules.A23);
  checkAddress(document.cspMarketingUrl, 'cspMarketingUrl', open, found, rules.A23);
  checkAddress(document.privacyUrl, 'privacyUrl', true, found);
}

/** As people write them in any country: digits, and what they group them with. */
const isPhoneNumber = (text: string) => /^\+?[\d\s()./-]+$/.test(text) && text.replaceAll(/\D/g, '').length >= 4;

function checkContact(contact: Contact, path: string, required: boolean, found: Findings, rule: RuleReference): void {
  for (const field of ['name', 'email', 'phone'] as const) {
    if (required && contact[field] === '')
      found.add(`${path}.${field}`, 'Required', `This contact needs a ${field}.`, rule);
  }
  if (contact.email !== '' && !isEmail(contact.email)) {
    found.add(`${path}.email`, 'NotAnEmail', 'This is not an email address such as partners@example.com.');
  }
  if (contact.phone !== '' && !isPhoneNumber(contact.phone)) {
    found.add(`${path}.phone`, 'NotAPhoneNumber', 'This is not a phone number such as +33 1 23 45 67 89.');
  }
}

function checkAddress(url: string, path: string, required: boolean, found: Findings, rule?: RuleReference): void {
  if (url === '') {
    if (required) found.add(path, 'Required', 'Give an https address.', rule);
  } else if (!isSafeUrl(url)) {
    found.add(path, 'NotAnAddress', 'This is not an https address such as https://example.com/page.');
  }
}

const technicalFields = ['landingPageUrl', 'connectionWebhook', 'tenantId', 'applicationId'] as const;

/** Landing page, webhook, tenant and application are for the SaaS fulfillment API: of sold SaaS offers only. */
function checkTechnical({ setup, technical }: OfferDocument, facts: ValidationFacts, found: Findings): void {
  if (facts.kind !== 'saas' || !setup.sellThroughOperator) {
    for (const field of technicalFields) {
      if (technical[field] === '') continue;
      found.add(
        `technical.${field}`,
        'NotOfThisKind',
        'Only a SaaS offer sold through the operator has a technical configuration. Leave it out.',
        rules.F10,
      );
    }
    if (technical.stepsFirst?.length) {
      const message = 'Only a SaaS offer sold through the operator has changes to ask a step before. Leave it out.';
      found.add('technical.stepsFirst', 'NotOfThisKind', message, rules.F17);
    }
    return;
  }
  for (const field of ['landingPageUrl', 'connectionWebhook'] as const) {
    if (!isSafeUrl(technical[field], facts.localAddresses)) {
      found.add(`technical.${field}`, 'NotAnAddress', 'Give an https address the operator can reach.', rules.F10);
    } else if (field === 'landingPageUrl' && technical[field].includes('#')) {
      found.add(
        `technical.${field}`,
        'FragmentNotAllowed',
        "The landing page's address must not contain '#': the purchase token is added behind it.",
        rules.F10,
      );
    }
  }
  for (const field of ['tenantId', 'applicationId'] as const) {
    if (technical[field] === '') {
      found.add(
        `technical.${field}`,
        'Required',
        'Name tenant and application that will call the SaaS fulfillment API.',
      );
    }
  }
  if (facts.technicalPairTaken) {
    found.add(
      'technical.applicationId',
      'PairTaken',
      'Another publisher already uses this tenant and application. Register an application of your own.',
    );
  }
}

function checkAudience(document: OfferDocument, facts: ValidationFacts, found: Findings): void {
  const { option, partnerTenantIds } = document.audience;
  const offered = hasResellerAudience(facts.kind, document);
  if (!offered.allowed) {
    if (option !== null) found.add('audience.option', 'AudienceNotOffered', offered.reason, offered.rule);
    return;
  }
  if (option === null) {
    // Where every plan is resold by default (A3) the choice decides nothing, so it may be left open.
    const decides = !document.plans.every((plan) => planIsDefaultResold(facts.kind, plan));
    if (!decides && document.plans.length > 0 && !facts.audienceInForce) return;
    found.add(
      'audience.option',
      'AudienceMissing',
      'Choose who may resell the offer: any partner, partners you select, or no partner.',
      rules.A5,
    );
    return;
  }
  if (option === 'selected') {
    if (partnerTenantIds.length === 0) {
      found.add(
        'audience.partnerTenantIds',
        'AudienceEmpty',
        'Select at least one partner, or choose another option.',
        rules.A5,
      );
    }
    const already = new Set(facts.audienceInForce?.partnerTenantIds);
    partnerTenantIds.forEach((partner, index) => {
      if (already.has(partner) || facts.selectablePartners.has(partner)) return;
      found.add(
        `audience.partnerTenantIds[${index}]`,
        'PartnerNotSelectable',
        'This is not an active direct partner or provider of the programme. A reseller sells through its provider.',
        rules.A29,
      );
    });
  }
  const change = mayChangeAudience(facts.audienceInForce, { option, partnerTenantIds });
  if (!change.allowed) found.add('audience.option', 'AudienceChangeNeedsRequest', change.reason, change.rule);
}
