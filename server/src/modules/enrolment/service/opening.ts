/** What an approval brings about: the partner account, the part in the programme, the verified profiles (rules B17, B18). */
import type { Work } from '../../../platform/work.ts';
import { renameTenant, takePart } from '../../identity/index.ts';
import {
  changePartnerKind,
  createPartnerAccount,
  findPartnerAccount,
  keepProfile,
  renamePartner,
  signPartnerAgreement,
} from '../../partners/index.ts';
import { endPartnershipsOfReseller } from '../../partnerships/index.ts';
import { selectSignatures } from '../store/agreements.ts';
import { selectEnrolments, updateEnrolment, type Enrolment } from '../store/enrolments.ts';
import { regionOf } from './facts.ts';

/**
 * Opens the partner account of a verified company that has its PartnerID; without one it waits, and so does a publisher,
 * who takes part once it signed. System only. Faults: MpnIdTaken, PartnerOutsideMarkets.
 */
export async function openAccount(work: Work, enrolment: Enrolment): Promise<void> {
  const { tenantId, kind, mpnId, companyName: name, country, profile } = enrolment;
  const { addressLine1, postalCode, city } = profile.company.address;
  const address = addressLine1 === '' ? {} : { address: `${addressLine1}, ${`${postalCode} ${city}`.trim()}` };
  await renameTenant(work, tenantId, name);
  const there = await findPartnerAccount(work, tenantId);
  if (there) await renamePartner(work, tenantId, { name, ...address });
  if (kind === 'publisher' || mpnId === null) return;
  if (there) {
    if (there.kind === 'reseller' && kind !== 'reseller') await endPartnershipsOfReseller(work, tenantId);
    await changePartnerKind(work, tenantId, kind);
  } else {
    const { website } = profile.business;
    const presence = { ...address, ...(website === '' ? {} : { website }) };
    await createPartnerAccount(work, { tenantId, name, kind, mpnId, country, ...presence });
  }
  await takePart(work, tenantId, kind);
  const region = regionOf(work, country);
  const signed = (await selectSignatures(work, tenantId)).some(
    (one) => one.agreement === 'partner' && one.region === region,
  );
  if (signed) await signPartnerAgreement(work, tenantId);
}

/**
 * Keeps what was verified as the company's profiles. `changed`: its name or address was; the profiles that are its own to
 * change stay as it wrote them, and its other enrolments know the company by what is true now.
 */
export async function keepProfiles(
  work: Work,
  { tenantId, kind, profile, country }: Enrolment,
  { changed }: { readonly changed: boolean },
): Promise<void> {
  const { company, business, primaryContact, supportContact } = profile;
  const { name: companyName, registrationNumber, taxId } = company;
  const address = { ...company.address, country };
  const { language: _language, ...contact } = primaryContact;
  const legal = { companyName, registrationNumber, taxId, address, primaryContact: contact };
  await keepProfile(work, tenantId, 'legal', legal);
  if (changed) {
    for (const other of await selectEnrolments(work, tenantId)) {
      if (other.kind === kind || !other.verifiedProfile || other.status !== 'authorized') continue;
      const same = { ...other.verifiedProfile, company };
      await updateEnrolment(work, other, { profile: same, verifiedProfile: same, revision: other.revision + 1 });
    }
    return;
  }
  await keepProfile(work, tenantId, 'organization', { companyName, ...business, address, email: contact.email });
  await keepProfile(work, tenantId, 'support', supportContact);
}
