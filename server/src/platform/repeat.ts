/**
 * Repeated writes: a write that carries a request id is remembered with its answer in the same transaction, and a retry
 * by the same caller on the same route gets that first answer (Partner Center contract, section 1.13).
 */
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../kernel/index.ts';
import type { Work } from './work.ts';

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
}

/** Runs a write once per request id and sends its answer. Failures are not remembered: they changed nothing. */
export async function answerOnce<Tables>(
  request: FastifyRequest,
  reply: FastifyReply,
  body: (work: Work<Tables>) => Promise<Answer>,
): Promise<FastifyReply> {
  const answer = request.repeatId
    ? await once(request, request.repeatId, body)
    : await request.work<Answer, Tables>(body);
  if (answer.headers) reply.headers(answer.headers);
  reply.code(answer.status);
  return answer.body === undefined ? reply.send() : reply.send(answer.body);
}

async function once<Tables>(
  request: FastifyRequest,
  repeatId: string,
  body: (work: Work<Tables>) => Promise<Answer>,
): Promise<Answer> {
  const key = [
    request.actor.tenantId,
    request.actor.userId ?? request.actor.applicationId ?? '',
    repeatId,
    `${request.method} ${request.routeOptions.url}`,
  ];
  const bodyHash = createHash('sha256')
    .update(request.url)
    .update(JSON.stringify(request.body ?? null))
    .digest('base64');
  const attempt = () =>
    request.work<Answer, Tables>(async (work) => {
      const stored = await readAnswer(work as Work, key);
      if (stored) return repeated(stored, bodyHash);
      const answer = await body(work);
      work.defer('keep-answer', insertAnswer, [
        ...key,
        bodyHash,
        answer.status,
        answer.headers ?? null,
        JSON.stringify(answer.body ?? null),
      ]);
      return answer;
    });
  try {
    return await attempt();
  } catch (error) {
    // Of equal requests at once the later ones meet what the first one wrote, its answer or a row of its own, and fail:
    // then its answer is theirs too.
    const stored = await request.work<StoredAnswer | undefined, Tables>((work) => readAnswer(work as Work, key));
    if (stored) return repeated(stored, bodyHash);
    throw error;
  }
}

const insertAnswer = `insert into request_answer (tenant_id, caller, request_id, route, body_hash, status, headers, body)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`;

async function readAnswer(work: Work, key: readonly string[]): Promise<StoredAnswer | undefined> {
  const text =
    'select body_hash, status, headers, body from request_answer where tenant_id = $1 and caller = $2 and request_id = $3 and route = $4';
  return (await work.prepared<StoredAnswer>('read-answer', text, key))[0];
}

function repeated(stored: StoredAnswer, bodyHash: string): Answer {
  if (stored.body_hash !== bodyHash) {
    throw new Fault('RequestIdReused', 'conflict', {
      message: 'This request id was already used for another request. Use a new one for each new request.',
    });
  }
  return {
    status: stored.status,
    ...(stored.body === null ? {} : { body: stored.body }),
    ...(stored.headers ? { headers: stored.headers } : {}),
  };
}
