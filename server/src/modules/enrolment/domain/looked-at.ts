/** What each check of the desk looks at: it stays passed only as long as that is the same (rule B16, decision 0086). Pure. */
import type { VettingCheck } from '../../../programme/vetting.ts';
import type { EnrolmentProfile } from './profile.ts';

/** However it is spaced. */
const words = (...texts: readonly string[]) =>
  texts.map((text) => text.normalize('NFC').trim().replaceAll(/\s+/g, ' ')).join('\n');

const addressOf = ({ company: { address } }: EnrolmentProfile) => {
  const { addressLine1, addressLine2, city, state, postalCode } = address;
  return words(addressLine1, addressLine2, city, state, postalCode);
};
const companyOf = (profile: EnrolmentProfile) => {
  const { name, registrationNumber, taxId, duns } = profile.company;
  return words(name, registrationNumber, taxId, duns, addressOf(profile));
};
const mailOf = ({ primaryContact }: EnrolmentProfile) => words(primaryContact.email.toLowerCase());
const personOf = (profile: EnrolmentProfile) => {
  const { firstName, lastName, phoneNumber } = profile.primaryContact;
  return words(firstName, lastName, phoneNumber, mailOf(profile));
};
const siteOf = ({ business }: EnrolmentProfile) => words(business.website);

const subjects: Readonly<Record<VettingCheck, (profile: EnrolmentProfile) => string>> = {
  email_ownership: mailOf,
  email_domain: (profile) => words(mailOf(profile), siteOf(profile)),
  employment_verification: (profile) => words(personOf(profile), profile.company.name),
  business_verification: (profile) => words(companyOf(profile), siteOf(profile), profile.business.tradeName),
  due_diligence(profile) {
    const { business, supportContact, direct } = profile;
    const support = words(supportContact.email, supportContact.phoneNumber, supportContact.website);
    const declared = words(direct.revenueUsd, direct.supportPlan);
    const activity = words(business.tradeName, business.website, business.employees, business.description);
    return words(companyOf(profile), personOf(profile), activity, support, declared);
  },
};

/**
 * Whether a check saw what stands there now. A company that was verified under one name employs the same people under
 * another (decision 0080).
 */
export function sawTheSame(
  check: VettingCheck,
  {
    lookedAt,
    profile,
    verifiedBefore,
  }: {
    readonly lookedAt: EnrolmentProfile | null;
    readonly profile: EnrolmentProfile;
    readonly verifiedBefore: boolean;
  },
): boolean {
  if (!lookedAt) return false;
  if (check === 'employment_verification' && verifiedBefore) return personOf(lookedAt) === personOf(profile);
  return subjects[check](lookedAt) === subjects[check](profile);
}
