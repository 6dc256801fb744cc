/** Use cases on certificates of applications: registered, removed, and what an application proves by one. */
import { compactVerify, importSPKI } from 'jose';
import { createHash } from 'node:crypto';
import { isGuid, newId } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { readCertificate } from '../domain/certificate.ts';
import {
  assertionProblem,
  readAssertion,
  skewSeconds,
  type Assertion,
  type AssertionFacts,
  type AssertionProblem,
} from '../domain/client-assertion.ts';
import type { IdentityEvents } from '../events.ts';
import { applicationCertificateNotFound, applicationNotFound, certificateRefused } from '../faults.ts';
import { selectApplication } from '../store/applications.ts';
import { deleteCertificate, insertCertificate, selectCertificates, selectKey } from '../store/certificates.ts';
import { rememberOnce } from '../store/token-records.ts';
import type { IdentityTables } from '../tables.ts';
import { concerned } from './concerned.ts';
import { ownApplication, type ApplicationCertificate, type OwnApplication } from './applications.ts';

const mostCertificates = 20;

/** Registers a certificate, in PEM or base64 of DER, beside those there are. Faults: ApplicationNotFound, CertificateRefused. */
export async function addApplicationCertificate(
  work: Work,
  input: OwnApplication & { readonly certificate: string },
): Promise<ApplicationCertificate> {
  const identity: Work<IdentityTables> = work;
  const application = await ownApplication(work, input);
  if (application.public) throw applicationNotFound(input.clientId);
  // Wall clock, as the certificate's own times.
  const read = readCertificate(input.certificate, Temporal.Now.instant());
  if (!read.valid) throw certificateRefused(read.reason);
  const { publicKey, ...facts } = read.certificate;
  const known = await selectCertificates(identity, [application.clientId]);
  if (known.some(({ thumbprint_sha256: other }) => other === facts.thumbprintSha256)) {
    throw certificateRefused(`The certificate ${facts.thumbprint} is already registered.`);
  }
  if (known.length >= mostCertificates) {
    throw certificateRefused(
      `An application has at most ${mostCertificates} certificates. Remove one that is no longer used.`,
    );
  }
  const id = newId();
  await insertCertificate(identity, {
    id,
    application_id: application.clientId,
    tenant_id: input.tenantId,
    thumbprint: facts.thumbprint,
    thumbprint_sha256: facts.thumbprintSha256,
    subject: facts.subject,
    public_key: publicKey,
    not_before: facts.notBefore,
    expires_at: facts.expiresAt,
  });
  const newValue: IdentityEvents['ApplicationCertificateAdded'] = {
    thumbprint: facts.thumbprint,
    expiresAt: facts.expiresAt.toString(),
  };
  const aggregate = {
    aggregateType: 'application',
    aggregateId: application.clientId,
    ...concerned(work, input.tenantId),
  };
  work.publish({ name: 'ApplicationCertificateAdded', ...aggregate, newValue });
  return { id, ...facts };
}

/**
 * Takes a certificate back: it opens nothing from now on, and tokens that came by it end within seconds. Faults: ApplicationNotFound,
 * ApplicationCertificateNotFound.
 */
export async function removeApplicationCertificate(
  work: Work,
  input: OwnApplication & { readonly certificateId: string },
): Promise<void> {
  const { clientId } = await ownApplication(work, input);
  const thumbprint = await deleteCertificate(work, clientId, input.certificateId);
  if (thumbprint === undefined) throw applicationCertificateNotFound(input.certificateId);
  const oldValue: IdentityEvents['ApplicationCertificateRemoved'] = { thumbprint };
  work.publish({
    name: 'ApplicationCertificateRemoved',
    aggregateType: 'application',
    aggregateId: clientId,
    ...concerned(work, input.tenantId),
    oldValue,
  });
}

export type Proof =
  | { readonly proven: true; readonly clientId: string; readonly certificateId: string }
  | { readonly proven: false; readonly problem: AssertionProblem; readonly thumbprint?: string }
  | { readonly proven: false; readonly problem: 'unknownClient'; readonly clientId: string };

/**
 * Whether a client assertion proves its application. `tenantId`: whose authority is asked, undefined for that of every
 * tenant; `request`: the rest of what was asked with it; the same assertion
 * with the same request a second time is a replay (decision 0047). System only.
 */
export async function proveClient(
  work: Work,
  text: string,
  facts: AssertionFacts & { readonly request: string; readonly tenantId: string | undefined },
): Promise<Proof> {
  const identity: Work<IdentityTables> = work;
  const assertion = readAssertion(text);
  if (!assertion) return { proven: false, problem: 'malformed' };
  const problem = assertionProblem(assertion, facts);
  if (problem) return { proven: false, problem };
  const thumbprint = assertion.thumbprintSha256 ?? assertion.thumbprint!;
  const key = isGuid(assertion.clientId) ? await selectKey(identity, assertion) : undefined;
  if (!key && !(await isKnownClient(identity, assertion.clientId, facts.tenantId))) {
    return { proven: false, problem: 'unknownClient', clientId: assertion.clientId };
  }
  if (!key) return { proven: false, problem: 'unknownCertificate', thumbprint };
  if (!(await isSignedBy(text, key.publicKey, assertion.algorithm))) {
    return { proven: false, problem: 'wrongSignature', thumbprint };
  }
  const seconds = assertion.expiresAt + skewSeconds - facts.now;
  const first = await rememberOnce(identity, 'ClientAssertion', useOf(assertion, text, facts.request), seconds);
  if (!first) return { proven: false, problem: 'replayed' };
  return { proven: true, clientId: assertion.clientId, certificateId: key.id };
}

/** One of another tenant, or that is no longer active, is not there. `tenantId`: undefined where people of every tenant ask. */
async function isKnownClient(
  work: Work<IdentityTables>,
  clientId: string,
  tenantId: string | undefined,
): Promise<boolean> {
  const found = isGuid(clientId) ? await selectApplication(work, clientId) : undefined;
  return (
    found !== undefined &&
    found.active &&
    (tenantId === undefined || found.tenant_id === tenantId || found.multi_tenant)
  );
}

async function isSignedBy(text: string, publicKey: string, algorithm: string): Promise<boolean> {
  const key = await importSPKI(publicKey, algorithm);
  return compactVerify(text, key, { algorithms: [algorithm] }).then(
    () => true,
    () => false,
  );
}

/** What makes two uses of an assertion the same one. An assertion without an id is its own. */
function useOf({ clientId, jti }: Assertion, text: string, request: string): string {
  return createHash('sha256')
    .update(`${clientId}\n${jti ?? text}\n${request}`)
    .digest('base64url');
}
