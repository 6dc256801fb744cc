/** Use cases on qualifications: a partner asks for one, and the operator's desk vets it. */
import { newId } from '../../../kernel/index.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { partnerAccountOf } from '../../partners/index.ts';
import { mayAskFor, type QualificationWish, type VettingReason } from '../domain/qualifications.ts';
import type { CustomerEvents } from '../events.ts';
import { customerFault } from '../faults.ts';
import { selectPartnersOf, type Customer } from '../store/customers.ts';
import {
  insertQualification,
  lockQualification,
  selectQualifications,
  selectVetted,
  updateDecision,
  type CustomerQualification,
  type QualificationSort,
  type VettedQualification,
} from '../store/qualifications.ts';
import { changeRemaining, insertCode, selectCodes, type ValidationCode } from '../store/validation-codes.ts';

/** All that a customer has, asks for and was denied, the newest first; whichever of its partners asked. */
export async function qualificationsOf(work: Work, customerTenantId: string): Promise<CustomerQualification[]> {
  return selectQualifications(work, customerTenantId);
}

/**
 * Asks for a qualification of a customer of the acting partner; the operator vets it. One of the government community cloud
 * uses up one creation of a validation code. Faults: QualificationRefused, ValidationCodeRefused.
 */
export async function requestQualification(
  work: Work,
  customer: Customer,
  wish: QualificationWish,
): Promise<CustomerQualification> {
  const verdict = mayAskFor(wish, await selectQualifications(work, customer.tenantId));
  if (!verdict.allowed) {
    throw customerFault('QualificationRefused', verdict.reason, { target: 'qualification', rule: verdict.rule });
  }
  const partner = await partnerAccountOf(work, work.account);
  const code = wish.qualification === 'GovernmentCommunityCloud' ? (wish.validationCode ?? '') : undefined;
  if (code !== undefined) await useCode(work, partner.tenantId, code);
  const asked = {
    id: newId(),
    customerTenantId: customer.tenantId,
    partnerTenantId: partner.tenantId,
    partnerName: partner.name,
    partnerTenantIds: await selectPartnersOf(work, customer.tenantId),
    customerName: customer.companyName,
    customerDomain: customer.domain,
    qualification: wish.qualification,
    educationSegment: wish.educationSegment,
    website: wish.website,
    validationCode: code,
    requestedAt: work.now,
    requestedBy: work.actor.userId,
    requestedByName: work.actor.name,
  };
  if (!(await insertQualification(work, asked))) {
    throw customerFault('QualificationRefused', 'The customer has, or asks for, this qualification already.', {
      target: 'qualification',
    });
  }
  const { qualification } = asked;
  const newValue: CustomerEvents['CustomerQualificationRequested'] = {
    qualification,
    vettingStatus: 'InReview',
    ...(wish.educationSegment ? { educationSegment: wish.educationSegment } : {}),
    ...(wish.website ? { website: wish.website } : {}),
  };
  publish(work, 'CustomerQualificationRequested', asked, newValue);
  return {
    ...asked,
    educationSegment: wish.educationSegment ?? null,
    website: wish.website ?? null,
    vettingStatus: 'InReview',
    vettingReason: null,
    decidedAt: null,
  };
}

async function useCode(work: Work, partnerTenantId: string, code: string): Promise<void> {
  if (code !== '' && (await changeRemaining(work, partnerTenantId, code, -1))) return;
  throw customerFault(
    'ValidationCodeRefused',
    code === ''
      ? 'The government community cloud needs a validation code. Read yours: GET customers/all/validations.'
      : `You have no validation code '${code.slice(0, 100)}' that is not used up. Read yours: GET customers/all/validations.`,
    { target: 'validationCode' },
  );
}

/** The codes that the operator issued to the acting partner, the newest first. */
export async function validationCodes(work: Work): Promise<ValidationCode[]> {
  return selectCodes(work, work.account);
}

/** Issues a code to a partner. System only. Faults: PartnerNotFound. */
export async function issueValidationCode(
  work: Work,
  wish: Pick<ValidationCode, 'partnerTenantId' | 'organizationName' | 'maxCreates'>,
): Promise<ValidationCode> {
  const partner = await partnerAccountOf(work, wish.partnerTenantId);
  const code: ValidationCode = { ...wish, id: newId(), remainingCreates: wish.maxCreates, version: 1 };
  await insertCode(work, code);
  const { id, organizationName, maxCreates } = code;
  const newValue: CustomerEvents['ValidationCodeIssued'] = { organizationName, maxCreates };
  work.publish({
    name: 'ValidationCodeIssued',
    aggregateType: 'validation-code',
    aggregateId: id,
    partnerTenantId: partner.tenantId,
    newValue,
  });
  return code;
}

/** A page of what all partners asked for. System only. Faults: InvalidInput for a position of another list. */
export function deskQualifications(
  work: Work,
  wanted: ListRequest<QualificationSort>,
): Promise<CountedPage<VettedQualification>> {
  return selectVetted(work, wanted);
}

/**
 * Approves what waits (no `reason` given), or denies it. System only. Faults: QualificationUnknown, QualificationDecided,
 * QualificationReasonMissing: education is denied for one of the documented reasons.
 */
export async function decideQualification(
  work: Work,
  id: { readonly customerTenantId: string; readonly qualificationId: string },
  decision: 'Approved' | { readonly deniedFor: VettingReason | null },
): Promise<VettedQualification> {
  const waiting = await lockQualification(work, id.customerTenantId, id.qualificationId);
  if (!waiting) {
    throw customerFault('QualificationUnknown', `There is no qualification ${id.qualificationId}. List them.`);
  }
  if (waiting.vettingStatus !== 'InReview') {
    throw customerFault(
      'QualificationDecided',
      `This qualification is ${waiting.vettingStatus} already. Read it again.`,
    );
  }
  const denied = decision === 'Approved' ? undefined : decision;
  const education = waiting.qualification === 'Education';
  if (denied && education !== (denied.deniedFor !== null)) {
    const message = education
      ? 'Say for which of the documented reasons the education qualification is denied.'
      : 'The documented reasons are about education. Leave the reason out.';
    throw customerFault('QualificationReasonMissing', message, { target: 'reason' });
  }
  const decided: VettedQualification = {
    ...waiting,
    vettingStatus: denied ? 'Denied' : 'Approved',
    vettingReason: denied?.deniedFor ?? null,
    decidedAt: work.now,
    decidedByName: work.actor.name,
  };
  await updateDecision(work, decided, work.actor.userId);
  if (denied && waiting.validationCode !== null) {
    await changeRemaining(work, waiting.partnerTenantId, waiting.validationCode, 1);
  }
  const { qualification, vettingStatus, vettingReason } = decided;
  const newValue: CustomerEvents['CustomerQualificationDecided'] = { qualification, vettingStatus, vettingReason };
  publish(work, 'CustomerQualificationDecided', decided, newValue);
  return decided;
}

function publish<Name extends 'CustomerQualificationRequested' | 'CustomerQualificationDecided'>(
  work: Work,
  name: Name,
  row: { readonly id: string; readonly partnerTenantId: string; readonly customerTenantId: string },
  newValue: CustomerEvents[Name],
): void {
  work.publish({
    name,
    aggregateType: 'customer-qualification',
    aggregateId: row.id,
    partnerTenantId: row.partnerTenantId,
    customerTenantId: row.customerTenantId,
    newValue,
  });
}
