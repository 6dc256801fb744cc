/** Agreements that partners and publishers sign: their texts, and one signature for each CSP region (rule B17). */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { dayOf, type Verdict } from '../../../kernel/index.ts';
import { readTextFolder, requireUsable } from '../../../platform/text-folder.ts';
import type { Work } from '../../../platform/work.ts';
import {
  contractOn,
  contractVersions,
  type ContractLanguage,
  type ContractText,
  type ContractVersion,
} from '../../../programme/contract-text.ts';
import { maySignAgreement } from '../../../programme/enrolment.ts';
import { rules } from '../../../programme/rules/index.ts';
import { findUser, takePart } from '../../identity/index.ts';
import { findPartnerAccount, signPartnerAgreement } from '../../partners/index.ts';
import { activeMail } from '../domain/mails.ts';
import type { EnrolmentEvents } from '../events.ts';
import { enrolmentFault, requireAllowed } from '../faults.ts';
import { insertSignature, selectSignatures, type Signature } from '../store/agreements.ts';
import { selectEnrolments, type Enrolment } from '../store/enrolments.ts';
import type { AgreementName } from '../tables.ts';
import { standingOf, type Standing } from './facts.ts';
import { mailContact, pages } from './mail.ts';

export type Agreements = Readonly<Record<AgreementName, readonly ContractVersion[]>>;

const setting = 'COMPTOIR_AGREEMENTS';

/** The texts of both agreements, each in a folder of its own. Throws StartError with every problem. */
export function readAgreements(folder: string): Agreements {
  const read = (name: AgreementName) => {
    const own = join(folder, name);
    const { versions, problems } = contractVersions(readTextFolder(own, setting));
    requireUsable(own, setting, problems);
    return versions;
  };
  return { partner: read('partner'), publisher: read('publisher') };
}

/** The version of a day that names it, or today's. Faults: AgreementUnknown. */
export function agreementVersion(
  agreements: Agreements,
  name: AgreementName,
  { on, today }: { readonly on?: string | undefined; readonly today: Temporal.PlainDate },
): ContractVersion {
  if (on === undefined) return contractOn(agreements[name], today);
  const found = agreements[name].find(({ since }) => since.toString() === on);
  if (!found) throw enrolmentFault('AgreementUnknown', `There is no version of ${on}. List the agreements.`);
  return found;
}

/** Of title, introduction and clauses, hexadecimal: what shows later which words were accepted. */
export function textSha256({ title, introduction, clauses }: ContractText): string {
  const words = [title, ...introduction, ...clauses.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs])];
  return createHash('sha256').update(words.join('\n')).digest('hex');
}

export interface OwnAgreement {
  readonly agreement: AgreementName;
  readonly region: string;
  /** First day of the version that would be accepted now, or was. */
  readonly version: string;
  readonly textSha256: string;
  readonly signature: Signature | undefined;
  /** The agreement was signed before signatures were kept here, or by the command line. */
  readonly signedAt: Temporal.Instant | undefined;
  /** Whether it may be accepted now, by a global administrator. */
  readonly mayAccept: Verdict;
}

/** Agreements that concern the acting company, signed or to be signed; earlier regions' signatures too. */
export async function ownAgreements(work: Work, agreements: Agreements): Promise<OwnAgreement[]> {
  const enrolments = await selectEnrolments(work, work.account);
  const rows: OwnAgreement[] = [];
  for (const enrolment of enrolments) {
    const standing = await standingOf(work, enrolment);
    const row = rowOf(agreements, enrolment, standing, dayOf(work.now));
    if (!rows.some(({ agreement }) => agreement === row.agreement)) rows.push(row);
  }
  return [...rows, ...(await elsewhere(work, agreements, rows))];
}

/** Signatures without an enrolment here, and of accounts that were opened otherwise. */
async function elsewhere(work: Work, agreements: Agreements, rows: readonly OwnAgreement[]): Promise<OwnAgreement[]> {
  const signatures = (await selectSignatures(work, work.account)).filter(
    (one) => !rows.some(({ agreement, region }) => agreement === one.agreement && region === one.region),
  );
  const found: OwnAgreement[] = signatures.map((signature) => ({
    ...signature,
    signature,
    mayAccept: { allowed: false, rule: rules.B17, reason: 'This agreement is signed.' },
  }));
  const partner = await findPartnerAccount(work, work.account);
  const known = [...rows, ...found].some(({ agreement }) => agreement === 'partner');
  if (!partner || known) return found;
  const { since, texts } = contractOn(agreements.partner, dayOf(partner.agreementSignedAt ?? work.now));
  const signed = partner.agreementSignedAt !== undefined;
  return [
    ...found,
    {
      agreement: 'partner',
      region: partner.region,
      version: since.toString(),
      textSha256: textSha256(texts.en),
      signature: undefined,
      signedAt: partner.agreementSignedAt,
      mayAccept: signed ? { allowed: false, rule: rules.B17, reason: 'This agreement is signed.' } : { allowed: true },
    },
  ];
}

function rowOf(
  agreements: Agreements,
  { kind }: Enrolment,
  standing: Standing,
  today: Temporal.PlainDate,
): OwnAgreement {
  const agreement = kind === 'publisher' ? 'publisher' : 'partner';
  const { signature, region, partner } = standing;
  const current = contractOn(agreements[agreement], today);
  const signedAt = signature?.signedAt ?? (agreement === 'partner' ? partner?.agreementSignedAt : undefined);
  return {
    agreement,
    region,
    version: signature?.version ?? current.since.toString(),
    textSha256: signature?.textSha256 ?? textSha256(current.texts.en),
    signature,
    signedAt,
    mayAccept: signedAt
      ? { allowed: false, rule: rules.B17, reason: 'This agreement is signed: once for each region, without an end.' }
      : maySignAgreement(standing),
  };
}

export interface Acceptance {
  readonly agreement: AgreementName;
  readonly region: string;
  /** First day of the version that was read. */
  readonly version: string;
  /** In which it was read; the English text is what is accepted. */
  readonly language: ContractLanguage;
  /** From where, as the network knows it. */
  readonly sourceAddress: string;
}

const about = (tenantId: string, agreement: string, region: string) => ({
  aggregateType: 'agreement',
  aggregateId: `${tenantId}/${agreement}/${region}`,
  partnerTenantId: tenantId,
});

/**
 * Accepts an agreement for the acting company, once for each region, with what shows it. Faults: AgreementUnknown,
 * AgreementNotOpen with the rule, AgreementOtherRegion, AgreementChanged for a version that does not apply any more,
 * AgreementAlreadySigned. System only.
 */
export async function signAgreement(
  work: Work,
  agreements: Agreements,
  input: Acceptance & { readonly origin: string },
): Promise<OwnAgreement> {
  const { agreement, region, version, language, sourceAddress } = input;
  const mine = (await ownAgreements(work, agreements)).find((one) => one.agreement === agreement);
  if (!mine) {
    const message = 'Your organisation has no enrolment that needs this agreement.';
    throw enrolmentFault('AgreementUnknown', message, { target: 'agreement' });
  }
  if (mine.region !== region) {
    const message = `Your account is in the CSP region ${mine.region}: the agreement of ${region} is signed by an account there.`;
    throw enrolmentFault('AgreementOtherRegion', message, { target: 'region', rule: rules.B17 });
  }
  if (mine.signedAt) throw alreadySigned();
  requireAllowed(mine.mayAccept, 'AgreementNotOpen');
  if (mine.version !== version) {
    const message = `The version of ${mine.version} applies now. View it before you accept.`;
    throw enrolmentFault('AgreementChanged', message, { target: 'version', values: { version: mine.version } });
  }
  const person = work.actor.userId ? await findUser(work, work.actor.userId) : undefined;
  const signature = {
    agreement,
    region,
    version,
    language,
    textSha256: mine.textSha256,
    signedBy: work.actor.userId ?? work.actor.tenantId,
    signerName: person?.displayName ?? work.actor.name,
    signerPrincipalName: work.actor.name,
    sourceAddress,
  };
  if (!(await insertSignature(work, work.account, signature))) throw alreadySigned();
  const { textSha256: hash } = mine;
  const newValue: EnrolmentEvents['AgreementSigned'] = {
    agreement,
    region,
    version,
    language,
    textSha256: hash,
    sourceAddress,
  };
  work.publish({ name: 'AgreementSigned', ...about(work.account, agreement, region), newValue });
  await takeEffect(work, agreement, input.origin);
  return (await ownAgreements(work, agreements)).find((one) => one.agreement === agreement)!;
}

function alreadySigned() {
  return enrolmentFault('AgreementAlreadySigned', 'This agreement is signed already: once for each region.', {
    rule: rules.B17,
  });
}

async function takeEffect(work: Work, agreement: AgreementName, origin: string): Promise<void> {
  if (agreement === 'publisher') await takePart(work, work.account, 'publisher');
  else await signPartnerAgreement(work, work.account);
  const enrolments = await selectEnrolments(work, work.account);
  const active = enrolments.findLast(({ kind }) => (kind === 'publisher') === (agreement === 'publisher'));
  if (active) await mailContact(work, active, `${origin}${pages.enrolment}`, activeMail);
}
