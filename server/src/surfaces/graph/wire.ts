/** Delegated administration in Graph's shapes. */
import {
  status,
  type GraphAssignment,
  type GraphRelationship,
  type relationshipQuery,
} from '@comptoir/contracts/graph';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Fault } from '../../kernel/index.ts';
import {
  writeDuration,
  type Assignment,
  type DelegatedRelationship,
} from '../../modules/delegated-administration/index.ts';

const wireEtag = (id: string, version: number) => `W/"${Buffer.from(`${id}/${version}`).toString('base64')}"`;

/**
 * The version that If-Match names, undefined for `*`; -1 for an etag of something else, which no version is.
 * Faults: InvalidInput without the header, which Graph requires of these writes.
 */
export function versionOf(request: FastifyRequest, id: string): number | undefined {
  const sent = request.headers['if-match']?.trim();
  if (!sent) {
    throw new Fault('InvalidInput', 'invalid', {
      message: 'Send the @odata.etag that you read in the If-Match header, or *.',
      target: 'If-Match',
    });
  }
  if (sent === '*') return undefined;
  const [, coded = ''] = /^(?:W\/)?"([A-Za-z0-9+/=]+)"$/.exec(sent) ?? [];
  const [named, version] = Buffer.from(coded, 'base64').toString().split('/');
  return named === id.toLowerCase() && /^\d{1,9}$/.test(version ?? '') ? Number(version) : -1;
}

const rolesToWire = (ids: readonly string[]) => ({
  unifiedRoles: ids.map((roleDefinitionId) => ({ roleDefinitionId })),
});

export function relationshipToWire(found: DelegatedRelationship): GraphRelationship {
  return {
    '@odata.etag': wireEtag(found.id, found.version),
    id: found.id,
    displayName: found.displayName,
    duration: writeDuration(found.durationDays),
    autoExtendDuration: writeDuration(found.autoExtendDays),
    customer: found.customerTenantId
      ? { tenantId: found.customerTenantId, displayName: found.customerName ?? '' }
      : null,
    accessDetails: rolesToWire(found.roleIds),
    // Graph has no word for a refusal: nothing will come of it.
    status: found.status === 'rejected' ? 'terminated' : found.status,
    createdDateTime: found.createdAt.toString(),
    lastModifiedDateTime: found.modifiedAt.toString(),
    activatedDateTime: found.activatedAt?.toString() ?? null,
    endDateTime: found.endsAt?.toString() ?? null,
  };
}

export function assignmentToWire(found: Assignment): GraphAssignment {
  return {
    '@odata.etag': wireEtag(found.id, found.version),
    id: found.id,
    status: found.status,
    createdDateTime: found.createdAt.toString(),
    lastModifiedDateTime: found.modifiedAt.toString(),
    accessContainer: { accessContainerId: found.groupId, accessContainerType: 'securityGroup' },
    accessDetails: rolesToWire(found.roleIds),
  };
}

export function operationToWire(found: Assignment) {
  return {
    id: found.id,
    operationType: 'delegatedAdminAccessAssignmentUpdate' as const,
    data: JSON.stringify({ AccessAssignmentId: found.id }),
    status: 'succeeded' as const,
    createdDateTime: found.createdAt.toString(),
    lastModifiedDateTime: found.modifiedAt.toString(),
  };
}

const members: Readonly<Record<string, string>> = {
  status: 'graphStatus',
  displayname: 'name',
  'customer/tenantid': 'customerTenantId',
};

/** Conditions of `$filter`. Faults: InvalidInput for what it does not take. */
export function filtersOf({ $filter }: z.infer<typeof relationshipQuery>): Readonly<Record<string, string>> {
  if (!$filter) return {};
  const conditions = $filter.trim().split(/\s+and\s+(?=[a-z/]+\s+eq\s)/i);
  const filters = new Map<string, string>();
  for (const condition of conditions) {
    const [, member = '', value = ''] = /^([a-z/]+)\s+eq\s+'((?:[^']|'')*)'$/i.exec(condition) ?? [];
    const name = members[member.toLowerCase()];
    // Two conditions on one member: obeyed they would find nothing, and no client means that.
    if (!name || filters.has(name)) throw wrongFilter();
    if (name === 'customerTenantId' && !/^[0-9a-f-]{36}$/i.test(value)) throw wrongFilter();
    if (name === 'graphStatus' && !status.safeParse(value).success) throw wrongStatus(value);
    filters.set(name, value.replaceAll("''", "'"));
  }
  return Object.fromEntries(filters);
}

function wrongStatus(value: string): Fault {
  return new Fault('InvalidInput', 'invalid', {
    message: `No relationship has the status '${value.slice(0, 60)}'. Use one of ${status.options.join(', ')}.`,
    target: '$filter',
  });
}

function wrongFilter(): Fault {
  return new Fault('InvalidInput', 'invalid', {
    message: "Filter by status eq '…', displayName eq '…' or customer/tenantId eq '…', joined by and.",
    target: '$filter',
  });
}
