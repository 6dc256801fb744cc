/** Use cases on applications: client ids, secrets, redirect addresses. */
import { createHash } from 'node:crypto';
import { newId, newSecret } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import {
  deleteSecret,
  insertApplication,
  insertSecret,
  selectApplication,
  selectApplications,
  selectSecretId,
  selectSecrets,
  updateActive,
  type ApplicationRow,
  type NewApplicationRow,
  type SecretRow,
} from '../store/applications.ts';
import { selectCertificates, type CertificateRow } from '../store/certificates.ts';
import type { IdentityEvents } from '../events.ts';
import { applicationNotFound, applicationSecretNotFound, clientIdTaken } from '../faults.ts';
import type { IdentityTables } from '../tables.ts';
import { concerned } from './concerned.ts';

export interface Application {
  readonly clientId: string;
  /** Undefined for the house's own applications, which people of every tenant may use. */
  readonly tenantId: string | undefined;
  readonly name: string;
  /** Holds no secret: device code, and authorization code with PKCE. */
  readonly public: boolean;
  readonly redirectUris: readonly string[];
  readonly active: boolean;
  /** Other tenants may consent to it. */
  readonly multiTenant: boolean;
  /** What it asks of them. */
  readonly scopes: readonly string[];
  readonly createdAt: Temporal.Instant;
}

export interface ApplicationSecret {
  readonly id: string;
  /** Its first three characters, to tell secrets apart. */
  readonly hint: string;
  readonly expiresAt: Temporal.Instant;
}

export interface ApplicationCertificate {
  readonly id: string;
  /** SHA-1 of the certificate, hex in capitals, as consoles show it. */
  readonly thumbprint: string;
  readonly thumbprintSha256: string;
  readonly subject: string;
  readonly notBefore: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

export interface NewApplication {
  /** GUID; made when absent. */
  readonly clientId?: string;
  readonly tenantId: string;
  readonly name: string;
  /** Made when absent and the application is confidential. */
  readonly secret?: string;
  readonly public?: boolean;
  readonly redirectUris?: readonly string[];
}

/** Registers an application. The secret is told here and never again. Faults: ClientIdTaken. */
export async function createApplication(
  work: Work,
  input: NewApplication,
): Promise<{ clientId: string; clientSecret?: string }> {
  const clientId = (input.clientId ?? newId()).toLowerCase();
  const isPublic = input.public ?? false;
  await saveApplication(work, {
    id: clientId,
    tenant_id: input.tenantId,
    name: input.name,
    public: isPublic,
    redirect_uris: input.redirectUris ?? [],
  });
  if (isPublic) return { clientId };
  const { secret } = await addSecret(work, input.tenantId, clientId, input.secret ?? newSecret());
  return { clientId, clientSecret: secret };
}

/** Registers one of the house's own public applications unless it is there. System only. */
export async function ensureHouseApplication(work: Work, clientId: string, name: string): Promise<void> {
  const row = { id: clientId, tenant_id: null, name, public: true, redirect_uris: [] };
  await insertApplication(work, row);
}

async function saveApplication(work: Work, row: NewApplicationRow): Promise<void> {
  if (!(await insertApplication(work, row))) throw clientIdTaken(row.id);
  const newValue: IdentityEvents['ApplicationCreated'] = {
    name: row.name,
    public: row.public,
    redirectUris: row.redirect_uris,
  };
  work.publish({ name: 'ApplicationCreated', ...about(work, row.tenant_id, row.id), newValue });
}

/** Gives an application of the tenant a new secret beside those it has. Faults: ApplicationNotFound. */
export async function addApplicationSecret(
  work: Work,
  input: { readonly tenantId: string; readonly clientId: string },
): Promise<ApplicationSecret & { readonly secret: string }> {
  const application = await ownApplication(work, input);
  if (application.public) throw applicationNotFound(input.clientId);
  return addSecret(work, input.tenantId, application.clientId, newSecret());
}

/** An application that its tenant names. */
export interface OwnApplication {
  readonly tenantId: string;
  readonly clientId: string;
}

/** Faults: ApplicationNotFound, for another tenant's too. */
export async function ownApplication(work: Work, { tenantId, clientId }: OwnApplication): Promise<Application> {
  const application = await findApplication(work, clientId);
  if (application?.tenantId === tenantId) return application;
  throw applicationNotFound(clientId);
}

/**
 * Takes a secret of an application of the tenant back: it opens nothing from now on, and tokens that came
 * by it end within seconds. Faults: ApplicationNotFound, ApplicationSecretNotFound.
 */
export async function removeApplicationSecret(
  work: Work,
  input: OwnApplication & { readonly secretId: string },
): Promise<void> {
  const { clientId } = await ownApplication(work, input);
  const hint = await deleteSecret(work, clientId, input.secretId);
  if (hint === undefined) throw applicationSecretNotFound(input.secretId);
  const oldValue: IdentityEvents['ApplicationSecretRemoved'] = { hint };
  work.publish({ name: 'ApplicationSecretRemoved', ...about(work, input.tenantId, clientId), oldValue });
}

/**
 * Disables an application of the tenant, or enables it again. A disabled one gets no tokens, by no secret and no refresh
 * token; those it has count no more within seconds. Faults: ApplicationNotFound.
 */
export async function setApplicationActive(
  work: Work,
  input: OwnApplication & { readonly active: boolean },
): Promise<void> {
  const { clientId, name } = await ownApplication(work, input);
  if (!(await updateActive(work, clientId, input.active))) return;
  const newValue: IdentityEvents['ApplicationDisabled'] = { name };
  const said = input.active ? 'ApplicationEnabled' : 'ApplicationDisabled';
  work.publish({ name: said, ...about(work, input.tenantId, clientId), newValue });
}

const secretLifeHours = 24 * 730;

async function addSecret(
  work: Work,
  tenantId: string,
  clientId: string,
  secret: string,
): Promise<ApplicationSecret & { readonly secret: string }> {
  // Wall clock, not business time: moving the sandbox's clock by years must not lock its clients out.
  const expiresAt = Temporal.Now.instant().add({ hours: secretLifeHours });
  const entry = { id: newId(), hint: secret.slice(0, 3), expiresAt };
  await insertSecret(work, {
    id: entry.id,
    application_id: clientId,
    tenant_id: tenantId,
    secret_hash: secretHash(secret),
    hint: entry.hint,
    expires_at: expiresAt,
  });
  const newValue: IdentityEvents['ApplicationSecretAdded'] = { hint: entry.hint, expiresAt: expiresAt.toString() };
  work.publish({ name: 'ApplicationSecretAdded', ...about(work, tenantId, clientId), newValue });
  return { ...entry, secret };
}

/** What an event about an application carries; one of the house's own belongs to no tenant. */
const about = (work: Work, tenantId: string | null, clientId: string) => ({
  aggregateType: 'application',
  aggregateId: clientId,
  ...(tenantId === null ? {} : concerned(work, tenantId)),
});

function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** The application of that client id, or undefined. As a tenant: of that tenant only. */
export async function findApplication(work: Work, clientId: string): Promise<Application | undefined> {
  const row = await selectApplication(work, clientId);
  return row && fromRow(row);
}

export interface ListedApplication extends Application {
  /** Never the secret itself. */
  readonly secrets: readonly ApplicationSecret[];
  readonly certificates: readonly ApplicationCertificate[];
}

/** Applications of a tenant with the secrets and certificates they hold, oldest first. */
export async function applicationsOf(work: Work, tenantId: string): Promise<ListedApplication[]> {
  const identity: Work<IdentityTables> = work;
  const rows = await selectApplications(identity, tenantId);
  const ids = rows.map((row) => row.id);
  const secrets = Map.groupBy(await selectSecrets(identity, ids), (row) => row.application_id);
  const certificates = Map.groupBy(await selectCertificates(identity, ids), (row) => row.application_id);
  return rows.map((row) => ({
    ...fromRow(row),
    secrets: (secrets.get(row.id) ?? []).map(secretFromRow),
    certificates: (certificates.get(row.id) ?? []).map(certificateFromRow),
  }));
}

function certificateFromRow(row: CertificateRow): ApplicationCertificate {
  return {
    id: row.id,
    thumbprint: row.thumbprint,
    thumbprintSha256: row.thumbprint_sha256,
    subject: row.subject,
    notBefore: row.not_before,
    expiresAt: row.expires_at,
  };
}

/** The id of the application's secret; undefined when it has no such secret, or it has run out. System only. */
export async function findSecret(work: Work, clientId: string, secret: string): Promise<string | undefined> {
  return selectSecretId(work, clientId, secretHash(secret));
}

function secretFromRow(row: SecretRow): ApplicationSecret {
  return { id: row.id, hint: row.hint, expiresAt: row.expires_at };
}

function fromRow(row: ApplicationRow): Application {
  return {
    clientId: row.id,
    tenantId: row.tenant_id ?? undefined,
    name: row.name,
    public: row.public,
    redirectUris: row.redirect_uris,
    active: row.active,
    multiTenant: row.multi_tenant,
    scopes: row.scopes,
    createdAt: row.created_at,
  };
}
