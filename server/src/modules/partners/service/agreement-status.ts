/** Whether a reseller has signed the partner agreement, as a partner asks before it names that reseller (contract 2.6). */
import { isGuid } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { agreementStatusFault } from '../faults.ts';
import { selectPartner, selectPartnerByMpnId, type PartnerAccount } from '../store/accounts.ts';

/** One of the two. */
export interface AgreementStatusQuestion {
  readonly mpnId?: string | undefined;
  readonly tenantId?: string | undefined;
}

/**
 * True; everything else is refused, as the wire does: a reseller that has not signed is an answer nobody overlooks.
 * Faults: AgreementStatusUnasked, AgreementStatusAskedTwice, MpnIdMalformed, TenantIdMalformed, MpnIdOutsideProgramme,
 * ResellerOfOtherRegion, MpnAgreementMissing, MpnIdNotReseller, PartnerTenantUnknown, TenantAgreementMissing.
 */
export async function requireSignedAgreement(work: Work, { mpnId, tenantId }: AgreementStatusQuestion): Promise<true> {
  if (mpnId === undefined && tenantId === undefined) {
    throw agreementStatusFault(
      'AgreementStatusUnasked',
      'Give the PartnerID (mpnId) or the tenant (tenantId) of the reseller.',
    );
  }
  if (mpnId !== undefined && tenantId !== undefined) {
    throw agreementStatusFault('AgreementStatusAskedTwice', 'Give either mpnId or tenantId, not both.');
  }
  if (mpnId !== undefined) return ofLocation(work, mpnId);
  return ofTenant(work, tenantId!);
}

async function ofLocation(work: Work, mpnId: string): Promise<true> {
  if (!/^\d{1,10}$/.test(mpnId)) {
    throw agreementStatusFault('MpnIdMalformed', `'${mpnId}' is no PartnerID: it is digits only.`, mpnId);
  }
  const reseller = await selectPartnerByMpnId(work, mpnId);
  if (!reseller) {
    const message = `The requested PartnerID ${mpnId} does not exist, or takes no part in the programme.`;
    throw agreementStatusFault('MpnIdOutsideProgramme', message, mpnId);
  }
  if (reseller.kind !== 'reseller') {
    const message = `The PartnerID ${mpnId} does not belong to an indirect reseller.`;
    throw agreementStatusFault('MpnIdNotReseller', message, mpnId);
  }
  await requireSameRegion(work, reseller);
  if (!reseller.agreementSignedAt) {
    const message = `The indirect reseller ${mpnId} has not signed the partner agreement.`;
    throw agreementStatusFault('MpnAgreementMissing', message, mpnId);
  }
  return true;
}

async function ofTenant(work: Work, tenantId: string): Promise<true> {
  if (!isGuid(tenantId)) {
    throw agreementStatusFault('TenantIdMalformed', `'${tenantId}' is no tenant id: it is a GUID.`, tenantId);
  }
  const partner = await selectPartner(work, tenantId);
  if (!partner) {
    throw agreementStatusFault('PartnerTenantUnknown', `No account of the programme has the id ${tenantId}.`, tenantId);
  }
  if (!partner.agreementSignedAt) {
    const message = `The account ${tenantId} has not signed the partner agreement.`;
    throw agreementStatusFault('TenantAgreementMissing', message, tenantId);
  }
  return true;
}

async function requireSameRegion(work: Work, reseller: PartnerAccount): Promise<void> {
  const own = await selectPartner(work, work.account);
  if (!own || own.region === reseller.region) return;
  const message = `The reseller’s region, ${reseller.region}, is not yours, ${own.region}.`;
  throw agreementStatusFault('ResellerOfOtherRegion', message, reseller.mpnId);
}
