/** Use cases on consents: another tenant's application, let in by an administrator, bounded, and shut out again (decision 0075). */
import type { Actor, Consent } from '../../../kernel/index.ts';
import { asCustomer, systemActor } from '../../../kernel/index.ts';
import type { Work, WorkRunner } from '../../../platform/work.ts';
import { findScope, permissionsOf } from '../domain/scopes.ts';
import type { IdentityEvents } from '../events.ts';
import {
  applicationConsentExists,
  applicationConsentNotFound,
  applicationNotShared,
  consentRevoked,
  scopeUnknown,
} from '../faults.ts';
import { selectApplication, updateSharing } from '../store/applications.ts';
import {
  deleteRecordsOfApplication,
  endConsent,
  lockConsent,
  selectConsents,
  selectConsentsGivenBy,
  selectStandingConsent,
  upsertConsent,
  type ConsentRow,
} from '../store/consents.ts';
import { concerned } from './concerned.ts';
import { ownApplication, type OwnApplication } from './applications.ts';

export interface StandingConsent extends Consent {
  readonly scopes: readonly string[];
  /** A partner consented for the tenant, which it administers as a customer only. */
  readonly byPartner: boolean;
}

/** What a tenant lets another one's application do at this moment; undefined: nothing. System only. */
export async function consentOf(
  work: Pick<Work, 'prepared'>,
  tenantId: string,
  applicationId: string,
): Promise<StandingConsent | undefined> {
  const row = await selectStandingConsent(work, tenantId, applicationId);
  return (
    row && {
      applicationName: row.application_name,
      applicationTenantId: row.application_tenant_id,
      applicationTenantName: row.application_tenant_name,
      permissions: permissionsOf(row.scopes),
      scopes: row.scopes,
      byPartner: row.by_partner,
    }
  );
}

/** An actor whose token another tenant's application brings: bounded by the consent, and known under both names. */
export function withConsent(actor: Actor, consent: StandingConsent): Actor {
  const { applicationName, applicationTenantId, applicationTenantName, permissions } = consent;
  const bound = { applicationName, applicationTenantId, applicationTenantName, permissions };
  const byItself = actor.kind === 'application' ? { homeTenantId: applicationTenantId } : {};
  return { ...(consent.byPartner ? asCustomer(actor) : actor), ...byItself, consent: bound };
}

/** Asked at each request, so that what was revoked a moment ago opens nothing. Faults: Unauthenticated. */
export async function consentingActor(runner: WorkRunner, actor: Actor): Promise<Actor> {
  const consent = await runner.run<StandingConsent | undefined, unknown>({ actor: systemActor, system: true }, (work) =>
    consentOf(work, actor.tenantId, actor.applicationId ?? ''),
  );
  if (!consent) throw consentRevoked();
  return withConsent(actor, consent);
}

/** Shares an application of the tenant with others, and says what it asks of them; or shares it no longer. Faults: ApplicationNotFound, ScopeUnknown. */
export async function shareApplication(
  work: Work,
  input: OwnApplication & { readonly multiTenant: boolean; readonly scopes: readonly string[] },
): Promise<void> {
  const { clientId, name, multiTenant, scopes } = await ownApplication(work, input);
  const wanted = knownScopes(input.scopes);
  if (input.multiTenant && wanted.length === 0) throw scopeUnknown('');
  await updateSharing(work, clientId, { multi_tenant: input.multiTenant, scopes: wanted });
  const oldValue: IdentityEvents['ApplicationShared'] = { name, multiTenant, scopes };
  const newValue: IdentityEvents['ApplicationShared'] = { name, multiTenant: input.multiTenant, scopes: wanted };
  const aggregate = { aggregateType: 'application', aggregateId: clientId, ...concerned(work, input.tenantId) };
  work.publish({ name: 'ApplicationShared', ...aggregate, oldValue, newValue });
}

/** In their own spelling, each once. Faults: ScopeUnknown. */
function knownScopes(names: readonly string[]): string[] {
  const found = names.map((name) => {
    const known = findScope(name);
    if (!known) throw scopeUnknown(name);
    return known.name;
  });
  return [...new Set(found)];
}

export interface SharedApplication {
  readonly clientId: string;
  readonly tenantId: string;
  readonly name: string;
  /** What it asks for. */
  readonly scopes: readonly string[];
  readonly redirectUris: readonly string[];
}

/** An application that tenants other than its own may consent to. System only. Faults: ApplicationNotShared. */
export async function sharedApplication(work: Work, clientId: string): Promise<SharedApplication> {
  const row = await selectApplication(work, clientId);
  if (!row?.tenant_id || !row.active || !row.multi_tenant) throw applicationNotShared(clientId);
  const { id, name, scopes, tenant_id: tenantId, redirect_uris: redirectUris } = row;
  return { clientId: id, tenantId, name, scopes, redirectUris };
}

export interface NewConsent {
  /** Whose data it opens. */
  readonly tenantId: string;
  readonly application: SharedApplication;
  readonly scopes: readonly string[];
  /** A consent that stands is not replaced. */
  readonly onlyNew?: boolean;
}

/**
 * Lets an application in, in the acting person's name: whoever calls this has found that it may. A later consent takes the
 * place of an earlier one; what the application held from before a revocation stays worthless. System only. Faults:
 * ApplicationNotShared for the tenant's own, ScopeUnknown for none, ApplicationConsentExists.
 */
export async function giveConsent(work: Work, { tenantId, application, scopes, onlyNew }: NewConsent): Promise<void> {
  const { actor } = work;
  if (application.tenantId === tenantId) throw applicationNotShared(application.clientId);
  if (scopes.length === 0) throw scopeUnknown('');
  const before = await lockConsent(work, tenantId, application.clientId);
  if (onlyNew && before && !before.revoked_at) throw applicationConsentExists(application.clientId);
  if (before?.revoked_at) await deleteRecordsOfApplication(work, tenantId, application.clientId);
  await upsertConsent(work, {
    tenant_id: tenantId,
    application_id: application.clientId,
    application_tenant_id: application.tenantId,
    scopes: [...scopes],
    consented_by: actor.userId ?? actor.applicationId ?? actor.tenantId,
    consented_by_name: actor.name,
    consented_by_tenant_id: actor.homeTenantId ?? actor.tenantId,
  });
  const newValue: IdentityEvents['ApplicationConsentGiven'] = { application: application.name, scopes };
  const standing = before && !before.revoked_at ? { application: application.name, scopes: before.scopes } : undefined;
  publish(work, 'ApplicationConsentGiven', tenantId, application, {
    newValue,
    ...(standing ? { oldValue: standing } : {}),
  });
}

/** Shuts an application out again: its next call is refused. System only. Faults: ApplicationConsentNotFound. */
export async function revokeConsent(work: Work, tenantId: string, applicationId: string): Promise<void> {
  const standing = await lockConsent(work, tenantId, applicationId);
  if (!standing || standing.revoked_at) throw applicationConsentNotFound(applicationId);
  await endConsent(work, tenantId, applicationId);
  const row = await selectApplication(work, applicationId);
  const application = { clientId: applicationId, tenantId: standing.application_tenant_id };
  const oldValue: IdentityEvents['ApplicationConsentRevoked'] = {
    application: row?.name ?? applicationId,
    scopes: standing.scopes,
  };
  publish(work, 'ApplicationConsentRevoked', tenantId, application, { oldValue });
}

/** Shuts out what a partner let in for a customer in whose name it consents no more; what the customer let in itself stays. System only. */
export async function revokeConsentsGivenBy(
  work: Work,
  { partnerTenantId, customerTenantId }: { readonly partnerTenantId: string; readonly customerTenantId: string },
): Promise<void> {
  for (const id of await selectConsentsGivenBy(work, customerTenantId, partnerTenantId)) {
    await revokeConsent(work, customerTenantId, id);
  }
}

/** Both tenants read it: whose data it is, and whose application. */
function publish(
  work: Work,
  name: 'ApplicationConsentGiven' | 'ApplicationConsentRevoked',
  tenantId: string,
  application: Pick<SharedApplication, 'clientId' | 'tenantId'>,
  values: { readonly newValue?: unknown; readonly oldValue?: unknown },
): void {
  work.publish({
    name,
    aggregateType: 'application',
    aggregateId: application.clientId,
    customerTenantId: tenantId,
    partnerTenantId: application.tenantId,
    ...values,
  });
}

export interface ListedConsent {
  readonly applicationId: string;
  readonly name: string;
  readonly owner: { readonly tenantId: string; readonly name: string; readonly domain: string };
  readonly scopes: readonly string[];
  readonly consentedAt: Temporal.Instant;
  readonly consentedBy: string;
  /** The partner whose person consented for this tenant; undefined: somebody of its own. */
  readonly byPartner: string | undefined;
  /** False: its owner shares it no longer, or disabled it. */
  readonly works: boolean;
}

/** Other tenants' applications that a tenant let in, newest first. System only. */
export async function consentsOf(work: Work, tenantId: string): Promise<ListedConsent[]> {
  return (await selectConsents(work, tenantId)).map(fromRow);
}

function fromRow(row: ConsentRow): ListedConsent {
  return {
    applicationId: row.application_id,
    name: row.application_name,
    owner: {
      tenantId: row.application_tenant_id,
      name: row.application_tenant_name,
      domain: row.application_tenant_domain,
    },
    scopes: row.scopes,
    consentedAt: row.consented_at,
    consentedBy: row.consented_by_name,
    byPartner: row.by_tenant_name ?? undefined,
    works: row.works,
  };
}
