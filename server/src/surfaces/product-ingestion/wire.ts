/** Resources and jobs as this API writes them. */
import type {
  ConfigureStatus,
  IngestionError,
  ResourceBundle,
  WireResource,
} from '@comptoir/contracts/product-ingestion/configure';
import { decimal, toWireNumber } from '../../kernel/index.ts';
import type { JobError, JobRow, Outcome, Resource } from '../../modules/ingestion/index.ts';
import { errorCodeOf, outerCodeOf } from './errors.ts';
import { frameOf, schemaOf } from './schemas.ts';
import { withSource } from '../../programme/rules/index.ts';

/** Members that are decimal text within and JSON numbers on the wire. */
const amounts: ReadonlySet<string> = new Set([
  'pricePerPaymentInUsd',
  'pricePerPayment',
  'pricePerCore',
  'discountPercentage',
]);

/** Undefined when the requested version is older than the first schema of the type. */
export function toWire(resource: Resource, version: string): WireResource | undefined {
  const $schema = schemaOf(resource.type, version);
  if (!$schema) return undefined;
  const { type, id = '', unkept: _unkept, resourceName: _name, ...members } = resource;
  const own = type === 'product' ? productMembers(members) : members;
  return { $schema, id, ...(withNumbers(own) as Record<string, unknown>) };
}

function productMembers(members: object): object {
  const { productType, ...rest } = members as { productType: string };
  return { ...rest, type: productType };
}

function withNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [
    name,
    amounts.has(name) && typeof member === 'string' ? toWireNumber(decimal(member)) : withNumbers(member),
  ]);
  return Object.fromEntries(members);
}

export function toWireList(resources: readonly Resource[], version: string): WireResource[] {
  return resources.flatMap((resource) => toWire(resource, version) ?? []);
}

/** What an unset date is written as. */
const unsetDate = '0001-01-01T00:00:00';

export function statusToWire(job: JobRow, version: string, origin: string): ConfigureStatus {
  return {
    $schema: frameOf('configure-status', version),
    jobId: job.id,
    jobStatus: job.status,
    jobResult: job.result,
    jobStart: job.createdAt.toString(),
    jobEnd: job.endedAt?.toString() ?? unsetDate,
    ...(job.result === 'succeeded' ? { resourceUri: `${origin}/rp/product-ingestion/configure/${job.id}` } : {}),
    errors: job.errors.map(errorToWire),
  };
}

/** The error of one resource; its details say each problem. */
function errorToWire(error: JobError): IngestionError {
  const code = errorCodeOf(error.code, error.kind);
  const named = error.id ?? (error.resourceName ? { resourceName: error.resourceName } : undefined);
  const resourceId = named === undefined ? {} : { resourceId: named };
  const said = error.rule ? withSource(error.message, error.rule) : error.message;
  const message = `${error.type}: ${said}`;
  const problems = error.problems.map((problem) =>
    problem.path ? `${problem.path}: ${problem.message}` : problem.message,
  );
  const details = (problems.length === 0 ? [message] : problems).map((text) => ({
    code,
    message: text,
    ...resourceId,
    details: [],
  }));
  return { code: outerCodeOf(code), message, ...resourceId, details };
}

export function detailToWire(job: JobRow, version: string): ResourceBundle {
  return {
    $schema: frameOf('configure-detail', version),
    resources: job.outcome.flatMap((outcome) => outcomeToWire(outcome, version) ?? []),
  };
}

function outcomeToWire({ resource, warnings }: Outcome, version: string): WireResource | undefined {
  const wire = toWire(resource, version);
  if (!wire || warnings.length === 0) return wire;
  const validations = warnings.map((message) => ({ level: 'warning', code: 'notSupported', message }));
  return { ...wire, validations };
}
