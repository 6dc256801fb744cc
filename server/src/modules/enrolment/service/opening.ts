/** What an approval brings about: the partner account, the part in the programme, the verified profiles (rules B17, B18). */
import type { Work } from '../../../platform/work.ts';
import { takePart } from '../../identity/index.ts';
import {
  changePartnerKind,
  createPartnerAccount,
  findPartnerAccount,
  keepProfile,
  signPartnerAgreement,
} from '../../partners/index.ts';
import { selectSignatures } from '../store/agreements.ts';
import type { Enrolment } from '../store/enrolments.ts';
import { regionOf } from './facts.ts';

/**
 * Opens the partner account of a verified company that has its PartnerID; without one it waits, and so does a publisher,
 * who takes part once it signed. System only. Faults: MpnIdTaken, PartnerOutsideMarkets.
 */
export async function openAccount(work: Work, enrolment: Enrolment): Promise<void> {
  const { tenantId, kind, mpnId, companyName, country, profile } = enrolment;
  if (kind === 'publisher' || mpnId === null) return;
  const there = await findPartnerAccount(work, tenantId);
  if (there) await changePartnerKind(work, tenantId, kind);
  else {
    const { addressLine1, postalCode, city } = profile.company.address;
    const { website } = profile.business;
    await createPartnerAccount(work, {
      tenantId,
      name: companyName,
      kind,
      mpnId,
      country,
      ...(addressLine1 === '' ? {} : { address: `${addressLine1}, ${postalCode} ${city}`.trim() }),
      ...(website === '' ? {} : { website }),
    });
  }
  await takePart(work, tenantId, kind);
  const region = regionOf(work, country);
  const signed = (await selectSignatures(work, tenantId)).some(
    (one) => one.agreement === 'partner' && one.region === region,
  );
  if (signed) await signPartnerAgreement(work, tenantId);
}

/** Keeps what was verified as the company's profiles. */
export async function keepProfiles(work: Work, { tenantId, profile, country }: Enrolment): Promise<void> {
  const { company, business, primaryContact, supportContact } = profile;
  const { name: companyName, registrationNumber, taxId } = company;
  const address = { ...company.address, country };
  const { language: _language, ...contact } = primaryContact;
  const legal = { companyName, registrationNumber, taxId, address, primaryContact: contact };
  await keepProfile(work, tenantId, 'legal', legal);
  await keepProfile(work, tenantId, 'organization', { companyName, ...business, address, email: contact.email });
  await keepProfile(work, tenantId, 'support', supportContact);
}
