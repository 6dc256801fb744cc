/**
 * Carries out ingestion jobs: each in one transaction together with its end, so that it happens once and wholly, or not
 * at all, however often a process dies over it.
 */
import { isFault, type Actor } from '../../../kernel/index.ts';
import { retryTransaction } from '../../../platform/retry-transaction.ts';
import type { Work, WorkRunner } from '../../../platform/work.ts';
import { inOrder } from '../domain/apply.ts';
import { differencesOf } from '../domain/differences.ts';
import type { Resource } from '../domain/resources.ts';
import { allResourcesOf } from '../domain/tree.ts';
import * as store from '../store.ts';
import type { SubmittedBy, IngestionTables, JobError, Outcome } from '../tables.ts';
import { saveEdits, takeEdit, takeProduct } from './edit.ts';
import { takePrivateOffer } from './private-offers.ts';
import { takePrivateAudience, takeSubmission } from './publish.ts';
import { countriesNow, readResource, readSubmission } from './read.ts';
import { JobRefused, newSession, noteError, type Session } from './session.ts';

export interface IngestionRules {
  /** Sandbox: addresses on this machine without a certificate are fine. */
  readonly localAddresses: boolean;
}

/** A job that was begun so often kills who carries it out. Two processes may begin one, of which one carries it out. */
const mostAttempts = 10;
/** A job that fails so often for a reason nobody foresaw will again, and those behind it wait for it. */
const mostFailures = 3;

/** Carries out what waits for one publisher, the oldest first, until nothing does. */
export async function runIngestionJobs(
  runner: WorkRunner,
  publisherTenantId: string,
  rules: IngestionRules,
): Promise<void> {
  for (;;) {
    const actor = actorOf(publisherTenantId, { kind: 'system', name: 'system' });
    const job = await runner.run<store.JobRow | undefined, IngestionTables>({ actor }, store.beginOldest);
    if (!job) return;
    await carryOut(runner, actorOf(publisherTenantId, job.submittedBy), job, rules);
  }
}

/** The publisher again, as it asked: its rights were checked then. */
function actorOf(tenantId: string, submittedBy: SubmittedBy): Actor {
  return { ...submittedBy, tenantId, parts: new Set(['publisher']), roles: new Set() };
}

async function carryOut(runner: WorkRunner, actor: Actor, job: store.JobRow, rules: IngestionRules): Promise<void> {
  const fail = (errors: readonly JobError[]) =>
    runner.run<void, IngestionTables>({ actor }, (work) => store.endJob(work, job.id, { result: 'failed', errors }));
  if (job.attempts > mostAttempts) {
    return fail([
      refusalOf(
        job.request[0]!,
        'Unexpected',
        `This request was begun ${mostAttempts} times and never ended. Send it in parts.`,
      ),
    ]);
  }
  try {
    await retryTransaction(() =>
      runner.run<void, IngestionTables>({ actor, correlationId: job.id }, (work) => attempt(work, job, rules)),
    );
  } catch (error) {
    if (error instanceof JobRefused) return fail(error.errors);
    if (isFault(error)) return fail([refusalOf(job.request[0]!, error.code, error.details.message)]);
    // Thrown, it is logged and tried again later.
    if (job.attempts < mostFailures) throw error;
    return fail([
      refusalOf(
        job.request[0]!,
        'Unexpected',
        `An unexpected error occurred, ${job.attempts} times. Quote the job ${job.id} when you report it.`,
      ),
    ]);
  }
}

/** Of the request as a whole, which its first resource stands for. */
function refusalOf({ type, id, resourceName }: Resource, code: string, message: string): JobError {
  return { type, ...(id ? { id } : {}), ...(resourceName ? { resourceName } : {}), code, message, problems: [] };
}

async function attempt(work: Work<IngestionTables>, job: store.JobRow, rules: IngestionRules): Promise<void> {
  await store.waitForTurn(work);
  const now = await store.jobOf(work, job.id, true);
  if (!now || now.status === 'completed') return;
  const session = newSession(work, rules);
  const indexed = job.request.map((resource, index) => ({ type: resource.type, resource, index }));
  const steps = inOrder(indexed);
  for (const { resource, index } of steps.filter(({ type }) => !isLast(type))) await take(session, resource, index);
  refuse(session);
  await saveEdits(session, job.request);
  for (const { resource, index } of steps.filter(({ type }) => isLast(type))) {
    await take(session, resource, index);
    refuse(session);
  }
  await store.endJob(work, job.id, { result: 'succeeded', outcome: await outcomes(session, job.request) });
}

function refuse(session: Session): void {
  if (session.errors.length > 0) throw new JobRefused(session.errors);
}

const last: readonly Resource['type'][] = [
  'price-and-availability-update-private-audiences',
  'submission',
  'private-offer',
];
const isLast = (type: Resource['type']) => last.includes(type);

async function take(session: Session, resource: Resource, index: number): Promise<void> {
  try {
    switch (resource.type) {
      case 'product':
        return await takeProduct(session, resource, index);
      case 'price-and-availability-update-private-audiences':
        return await takePrivateAudience(session, resource, index);
      case 'submission':
        return await takeSubmission(session, resource, index);
      case 'private-offer':
        return await takePrivateOffer(session, resource, index);
      default:
        return await takeEdit(session, resource, index);
    }
  } catch (error) {
    if (!isFault(error)) throw error;
    noteError(session, resource, error);
  }
}

/** The resources as they now are, in the order of the request; what was deleted is not among them. */
async function outcomes(session: Session, request: readonly Resource[]): Promise<Outcome[]> {
  const everywhere = countriesNow(session.work);
  const offers = [...session.open.values()].flatMap(({ document, facts }) =>
    allResourcesOf(document, facts, everywhere),
  );
  const edited = new Map(offers.map((resource) => [resource.id, resource]));
  const all: Outcome[] = [];
  for (const [index, given] of request.entries()) {
    const done = session.done.get(index);
    if (!done || isDeleted(given)) continue;
    const resource = edited.get(done.id) ?? (await published(session.work, done.id));
    const warnings = [...done.warnings, ...unkept(given), ...differencesOf(given, resource, done.warnedOf)];
    all.push({ resource, warnings });
  }
  return all;
}

async function published(work: Work, id: string): Promise<Resource> {
  const [type, offerId = '', number = ''] = id.split('/');
  return type === 'submission' ? readSubmission(work, offerId, number) : readResource(work, id);
}

function isDeleted(given: Resource): boolean {
  if (given.type === 'private-offer') return given.state.toLowerCase() === 'deleted';
  return 'lifecycleState' in given && given.lifecycleState === 'deleted';
}

/** Most members that a warning names. */
const mostNamed = 20;
const longestName = 200;

function unkept({ unkept: members = [] }: Resource): string[] {
  if (members.length === 0) return [];
  const named = members.slice(0, mostNamed).map((name) => name.slice(0, longestName));
  const more = members.length > mostNamed ? ` and ${members.length - mostNamed} more` : '';
  return [`This marketplace has no place for ${named.join(', ')}${more}; it was not kept.`];
}
