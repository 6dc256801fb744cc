/** Codes by which another account uses a location of a company (rule B8): made, listed, taken back, used once (decision 0086). */
import { fitsSecret, newLinkToken, plainName, readLinkToken } from '../../../kernel/index.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { Work } from '../../../platform/work.ts';
import { rules } from '../../../programme/rules/index.ts';
import { tenantOf, readersOf } from '../../identity/index.ts';
import { locationByMpnId, type PartnerLocation } from '../../partners/index.ts';
import { codeUsedMail } from '../domain/mails.ts';
import type { EnrolmentEvents } from '../events.ts';
import { enrolmentFault } from '../faults.ts';
import {
  insertAssociation,
  markAssociationUsed,
  selectAssociation,
  selectAssociations,
  withdrawAssociations,
  type Association,
} from '../store/associations.ts';
import { pages } from './mail.ts';

/** It is handed on by people who speak with each other. */
const codeHours = 24;

/**
 * A code by which another account may use a location of the acting company; told this once, and the one before opens
 * nothing any more. Faults: LocationUnknown. System only.
 */
export async function makeAssociationCode(
  work: Work,
  mpnId: string,
): Promise<{
  readonly id: string;
  readonly mpnId: string;
  readonly code: string;
  readonly expiresAt: Temporal.Instant;
}> {
  const location = await locationByMpnId(work, mpnId);
  if (!location || location.tenantId !== work.account || location.type !== 'location') {
    throw enrolmentFault('LocationUnknown', `Your organisation has no location with the PartnerID ${mpnId}.`);
  }
  await withdrawAssociations(work, work.account, { mpnId });
  const { id, token: code, hash: secretHash } = newLinkToken();
  const expiresAt = work.now.add({ hours: codeHours });
  const by = { madeBy: work.actor.userId ?? work.actor.tenantId, madeByName: work.actor.name };
  await insertAssociation(work, { tenantId: work.account, id, mpnId, secretHash, expiresAt, ...by });
  publish(work, 'AssociationCodeMade', work.account, mpnId, { mpnId, expiresAt: expiresAt.toString() });
  return { id, mpnId, code, expiresAt };
}

export interface AssociationCode {
  readonly id: string;
  readonly mpnId: string;
  readonly state: 'open' | 'used' | 'withdrawn' | 'expired';
  readonly madeAt: Temporal.Instant;
  readonly madeBy: string;
  readonly expiresAt: Temporal.Instant;
  readonly usedAt: Temporal.Instant | undefined;
  readonly usedBy: { readonly tenantId: string; readonly name: string } | undefined;
}

/** Codes of the acting company, the newest first, 100 at most; what opens, none of them says. System only. */
export async function associationCodes(work: Work): Promise<AssociationCode[]> {
  const codes: AssociationCode[] = [];
  for (const row of await selectAssociations(work, work.account)) {
    const user = row.usedByTenantId ? await tenantOf(work, row.usedByTenantId) : undefined;
    codes.push({
      id: row.id,
      mpnId: row.mpnId,
      state: stateOf(row, work.now),
      madeAt: row.madeAt,
      madeBy: row.madeByName ?? '',
      expiresAt: row.expiresAt,
      usedAt: row.usedAt ?? undefined,
      usedBy: user && { tenantId: user.id, name: user.name },
    });
  }
  return codes;
}

function stateOf({ usedAt, withdrawnAt, expiresAt }: Association, now: Temporal.Instant): AssociationCode['state'] {
  if (usedAt) return 'used';
  if (withdrawnAt) return 'withdrawn';
  return Temporal.Instant.compare(now, expiresAt) < 0 ? 'open' : 'expired';
}

/** Takes a code back that was not used. Faults: AssociationCodeUnknown. System only. */
export async function withdrawAssociationCode(work: Work, id: string): Promise<void> {
  const [mpnId] = await withdrawAssociations(work, work.account, { id });
  if (mpnId === undefined) {
    const message = 'Your organisation has no open code of this id. Read the list again.';
    throw enrolmentFault('AssociationCodeUnknown', message);
  }
  publish(work, 'AssociationCodeWithdrawn', work.account, mpnId, { mpnId });
}

/**
 * Whoever has the code was shown it by that account's global administrator. It works once, and the administrators are told.
 * Faults: AssociationCodeRefused, the same for every reason. System only.
 */
export async function useAssociationCode(
  work: Work,
  { mpnId, tenantId }: PartnerLocation,
  code: string | undefined,
  origin: string,
): Promise<void> {
  const read = readLinkToken(code?.trim() ?? '');
  const row = read && (await selectAssociation(work, mpnId, read.id));
  if (!row || !fitsSecret(read.secret, row.secretHash) || stateOf(row, work.now) !== 'open') {
    throw associationCodeRefused(mpnId);
  }
  await markAssociationUsed(work, row, work.account);
  const { name: usedBy } = await tenantOf(work, work.account);
  publish(work, 'AssociationCodeUsed', tenantId, mpnId, { mpnId, usedBy });
  await tellAdministrators(work, row, usedBy, `${origin}${pages.identifiers}`);
}

/** The same for a PartnerID that nobody has and one of another account: which there are is not to be tried out. */
export function associationCodeRefused(mpnId: string) {
  return enrolmentFault(
    'AssociationCodeRefused',
    `None of your locations has the PartnerID ${mpnId}. Check it; if it is another account's, give the association code that a global administrator of that account was shown: it works once, for ${codeHours} hours.`,
    { target: 'code', rule: rules.B8, values: { mpnId } },
  );
}

async function tellAdministrators(work: Work, { tenantId, id, mpnId }: Association, usedBy: string, link: string) {
  for (const { email, displayName, language } of await readersOf(work, tenantId, ['global_admin'])) {
    const about = { name: plainName(displayName), companyName: plainName(usedBy), link };
    await sendMail(work.inNameOf({ ...work.actor, tenantId }), {
      to: email,
      ...codeUsedMail(about, mpnId)[language],
      links: [link],
      reason: `association-code/${id}/${email}`,
    });
  }
}

type CodeEvent = 'AssociationCodeMade' | 'AssociationCodeUsed' | 'AssociationCodeWithdrawn';

function publish<Name extends CodeEvent>(
  work: Work,
  name: Name,
  partnerTenantId: string,
  mpnId: string,
  newValue: EnrolmentEvents[Name],
): void {
  work.publish({ name, aggregateType: 'partner-location', aggregateId: mpnId, partnerTenantId, newValue });
}
