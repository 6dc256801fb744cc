/** What one job knows while it is carried out: the offers it opened, the names its request gives, what went wrong. */
import { isFault } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import {
  holdDraft,
  offerVersionNumber,
  publisherOfferId,
  readOffer,
  type OfferDetail,
  type OfferDocument,
} from '../../offers/index.ts';
import type { ResourceProblem } from '../domain/apply.ts';
import type { OfferFacts } from '../domain/draft.ts';
import { targetOf } from '../domain/ids.ts';
import type { MeterNames } from '../domain/meters.ts';
import type { DraftResource, Reference, Resource } from '../domain/resources.ts';
import type { JobError } from '../tables.ts';
import { factsOf } from './read.ts';

/** An offer of the acting publisher that the job reads or changes. */
export interface OpenOffer {
  facts: OfferFacts;
  /** As it was when the job opened it. */
  readonly before: OfferDetail;
  /** With what the job changed so far. */
  document: OfferDocument;
  revision: number;
  meters: MeterNames;
  /** The version partners see. */
  readonly live: OfferDocument | undefined;
  /** What the job asked to edit, in order. */
  readonly edits: DraftResource[];
}

interface Done {
  readonly id: string;
  readonly warnings: readonly string[];
  readonly warnedOf?: readonly string[];
}

export interface Session {
  readonly work: Work;
  readonly rules: { readonly localAddresses: boolean };
  readonly open: Map<string, OpenOffer>;
  /** Offers by the publisher's own id, once asked for. */
  readonly byExternalId: Map<string, string>;
  /** Offers and plans by the name their resources have in the request. */
  readonly productNames: Map<string, string>;
  readonly planNames: Map<string, string>;
  /** Durable id and warnings of what was done, by the resource's place in the request. */
  readonly done: Map<number, Done>;
  readonly errors: JobError[];
}

/** Thrown to leave a job without a trace; carries every error found. */
export class JobRefused extends Error {
  readonly errors: readonly JobError[];

  constructor(errors: readonly JobError[]) {
    super('the job was refused');
    this.errors = errors;
  }
}

export function newSession(work: Work, rules: Session['rules']): Session {
  return {
    work,
    rules,
    open: new Map(),
    productNames: new Map(),
    byExternalId: new Map(),
    planNames: new Map(),
    done: new Map(),
    errors: [],
  };
}

/** Opens an offer and holds its draft, so that nobody saves it between reading and saving. Faults: OfferUnknown. */
export async function openOffer(session: Session, offerId: string): Promise<OpenOffer> {
  const known = session.open.get(offerId);
  if (known) return known;
  const { work } = session;
  await holdDraft(work, offerId);
  const before = await readOffer(work, offerId);
  const live = before.live ? (await offerVersionNumber(work, offerId, before.live.number)).document : undefined;
  const { document, revision } = before;
  const opened: OpenOffer = {
    facts: factsOf(before),
    before,
    document,
    revision,
    meters: new Map(),
    live,
    edits: [],
  };
  session.open.set(offerId, opened);
  return opened;
}

/** The offer a reference points at; a problem when it is none of the acting publisher's. */
export async function offerOf(session: Session, reference: Reference): Promise<OpenOffer | ResourceProblem> {
  const target = targetOf(reference);
  if (!target || (target.by === 'id' && target.type !== 'product')) {
    return {
      code: 'invalidId',
      message: `${JSON.stringify(reference)} is no id of a product, such as product/<GUID>.`,
    };
  }
  const offerId = await offerIdOf(session, target);
  const unknown = { code: 'resourceNotFound', message: `You have no product ${JSON.stringify(reference)}.` } as const;
  if (offerId === undefined) return unknown;
  try {
    return await openOffer(session, offerId);
  } catch (error) {
    if (isFault(error) && error.code === 'OfferUnknown') return unknown;
    throw error;
  }
}

async function offerIdOf(
  session: Session,
  target: NonNullable<ReturnType<typeof targetOf>>,
): Promise<string | undefined> {
  if (target.by === 'id') return target.guid;
  if (target.by === 'name') return session.productNames.get(target.name);
  return offerIdByExternalId(session, target.externalId);
}

export async function offerIdByExternalId(session: Session, externalId: string): Promise<string | undefined> {
  const known = session.byExternalId.get(externalId);
  if (known !== undefined) return known;
  const found = await publisherOfferId(session.work, externalId);
  if (found !== undefined) session.byExternalId.set(externalId, found);
  return found;
}

export function isProblem(found: object): found is ResourceProblem {
  return 'code' in found && 'message' in found;
}

/** Notes that a resource was refused, by a problem of its own or by what a use case said. */
export function noteError(session: Session, resource: Resource, why: unknown): void {
  const { type, id, resourceName } = resource;
  const who = { type, ...(id ? { id } : {}), ...(resourceName ? { resourceName } : {}) };
  if (isFault(why)) {
    const { message, rule, problems = [] } = why.details;
    const about = rule ? { rule } : {};
    const listed = problems.map((problem) => ({ path: problem.path, message: problem.message }));
    session.errors.push({ ...who, code: why.code, kind: why.kind, message, ...about, problems: listed });
  } else if (typeof why === 'object' && why !== null && isProblem(why)) {
    session.errors.push({ ...who, code: why.code, message: why.message, problems: [] });
  } else {
    throw why;
  }
}
