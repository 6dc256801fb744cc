/**
 * Idempotency: a write that carries a request id is remembered with its answer in the same transaction, and a retry
 * by the same caller on the same route gets that first answer (Partner Center contract, section 1.13).
 */
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../kernel/index.ts';
import { retryTransaction } from './retry-transaction.ts';
import type { Sweep } from './sweeps.ts';
import type { Foresee, Work } from './work.ts';

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface StoredAnswer {
  readonly body_hash: string;
  readonly status: number;
  readonly headers: Record<string, string> | null;
  readonly body: unknown;
  readonly secret: boolean;
}

export interface IdempotencyOptions {
  /** The answer carries a password or secret in clear: its body is kept for minutes only (docs/decisions/0007). */
  readonly secret?: boolean;
  /** What the body asks first, as WorkRunner.run takes it. */
  readonly foresee?: Foresee;
  /** Once it has committed: a better answer that came soon after, which is kept instead; undefined when none did. System only. */
  readonly afterwards?: (answer: Answer) => Promise<Answer | undefined>;
}

/**
 * Runs a write once per request id and sends its answer. Failures are not remembered: they changed nothing. One that met
 * another write is run again.
 * Faults of its own: RequestIdReused (same id, another request), AnswerNotKept (a secret's answer, asked for too late),
 * InvalidInput for an id that is no GUID: taken for none, each repetition would write once more.
 */
export async function answerOnce<Tables>(
  request: FastifyRequest,
  reply: FastifyReply,
  body: (work: Work<Tables>) => Promise<Answer>,
  { secret = false, foresee, afterwards }: IdempotencyOptions = {},
): Promise<void> {
  const { idempotencyKey, wrongRequestId } = request;
  if (wrongRequestId) throw noRequestId(wrongRequestId);
  const { answer: given, first } = await retryTransaction(() =>
    idempotencyKey
      ? once(request, idempotencyKey, body, { secret, foresee })
      : request.work<Answer, Tables>(body, foresee).then((fresh) => ({ answer: fresh, first: true })),
  );
  const better = first && afterwards ? await afterwards(given) : undefined;
  if (better && idempotencyKey) await keepInstead(request, idempotencyKey, better);
  const answer = better ?? given;
  if (answer.headers) reply.headers(answer.headers);
  reply.code(answer.status);
  await (answer.body === undefined ? reply.send() : reply.send(answer.body)); // until it is sent
}

function noRequestId({ header, sent }: { readonly header: string; readonly sent: string }): Fault {
  return new Fault('InvalidInput', 'invalid', {
    message: `'${sent.slice(0, 100)}' is no GUID, so this could not be done once only. Send a GUID as ${header}, a new one for each new request, or leave it out.`,
    target: header,
  });
}

async function once<Tables>(
  request: FastifyRequest,
  idempotencyKey: string,
  body: (work: Work<Tables>) => Promise<Answer>,
  { secret, foresee }: { readonly secret: boolean; readonly foresee: IdempotencyOptions['foresee'] },
): Promise<{ readonly answer: Answer; readonly first: boolean }> {
  const key = keyOf(request, idempotencyKey);
  const bodyHash = createHash('sha256')
    .update(plainAddress(request.url))
    // A file is what it is; everything else came as JSON.
    .update(Buffer.isBuffer(request.body) ? request.body : JSON.stringify(request.body ?? null))
    .digest('base64');
  const attempt = () =>
    request.work<{ readonly answer: Answer; readonly first: boolean }, Tables>(
      async (work) => {
        const stored = await readAnswer(work as Work, key);
        if (stored) return { answer: repeated(stored, bodyHash), first: false };
        const answer = await body(work);
        work.defer('keep-answer', insertAnswer, [
          ...key,
          bodyHash,
          answer.status,
          answer.headers ?? null,
          JSON.stringify(answer.body ?? null),
          secret,
        ]);
        return { answer, first: true };
      },
      (asking) => [readAnswer(asking, key), ...(foresee?.(asking) ?? [])],
    );
  try {
    return await attempt();
  } catch (error) {
    // Of equal requests at once the later ones meet what the first one wrote, its answer or a row of its own, and fail:
    // then its answer is theirs too.
    const stored = await request.work<StoredAnswer | undefined, Tables>((work) => readAnswer(work as Work, key));
    if (stored) return { answer: repeated(stored, bodyHash), first: false };
    throw error;
  }
}

/** One address, however its letters and slashes are written: it leads to the same thing. */
function plainAddress(url: string): string {
  const [path = '', ...query] = url.split('?');
  const plain = path
    .toLowerCase()
    .replaceAll(/\/{2,}/g, '/')
    .replace(/(?<=.)\/$/, '');
  return [plain, ...query].join('?');
}

/** Who asks keeps the answer, whichever account it was about. */
function keyOf(request: FastifyRequest, idempotencyKey: string): readonly string[] {
  const { tenantId, userId, applicationId } = request.actor;
  return [tenantId, userId ?? applicationId ?? '', idempotencyKey, `${request.method} ${request.routeOptions.url}`];
}

async function keepInstead(request: FastifyRequest, idempotencyKey: string, answer: Answer): Promise<void> {
  const text = `update request_answer set status = $5, headers = $6, body = $7
    where tenant_id = $1 and caller = $2 and request_id = $3 and route = $4`;
  const kept = [answer.status, answer.headers ?? null, JSON.stringify(answer.body ?? null)];
  await request.work((work: Work) => work.prepared('keep-instead', text, [...keyOf(request, idempotencyKey), ...kept]));
}

const insertAnswer = `insert into request_answer (tenant_id, caller, request_id, route, body_hash, status, headers, body, secret)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

async function readAnswer(work: Pick<Work, 'prepared'>, key: readonly string[]): Promise<StoredAnswer | undefined> {
  const text =
    'select body_hash, status, headers, body, secret from request_answer where tenant_id = $1 and caller = $2 and request_id = $3 and route = $4';
  return (await work.prepared<StoredAnswer>('read-answer', text, key))[0];
}

function repeated(stored: StoredAnswer, bodyHash: string): Answer {
  if (stored.body_hash !== bodyHash) {
    throw new Fault('RequestIdReused', 'conflict', {
      message: 'This request id was already used for another request. Use a new one for each new request.',
    });
  }
  if (stored.secret && stored.body === null) {
    throw new Fault('AnswerNotKept', 'conflict', {
      message: `This request was carried out. Its answer held a secret, which is kept for ${secretMinutes} minutes only. Make a new secret.`,
    });
  }
  return {
    status: stored.status,
    ...(stored.body === null ? {} : { body: stored.body }),
    ...(stored.headers ? { headers: stored.headers } : {}),
  };
}

const answerHours = 24;
const secretMinutes = 10;
const sweepBatch = 1000;

/** Forgets answers nobody asks for again, and secrets long before. By the wall clock: clients retry in real time. */
export const answerSweep: Sweep = {
  name: 'kept answers',
  async run(work) {
    const [row] = await work.prepared<{ gone: number }>('sweep-answers', forgetAnswers, [
      answerHours,
      secretMinutes,
      sweepBatch,
    ]);
    return row?.gone ?? 0;
  },
};

const forgetAnswers = `
  with gone as (
    delete from request_answer where ctid in (
      select ctid from request_answer where at < clock_timestamp() - make_interval(hours => $1) limit $3)
    returning 1),
  blank as (
    update request_answer set body = null
    where secret and body is not null and at < clock_timestamp() - make_interval(mins => $2)
      and at >= clock_timestamp() - make_interval(hours => $1)
    returning 1)
  select (select count(*) from gone) + (select count(*) from blank) as gone`;
