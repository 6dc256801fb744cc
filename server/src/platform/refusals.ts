/** Refused attempts that matter (somebody else's link, a used one) are in the audit trail, although they changed nothing. */
import type { FastifyRequest } from 'fastify';
import type { Actor, Fault } from '../kernel/index.ts';
import type { WorkRunner } from './work.ts';

/** What was refused because of who asked or of what stands, not because of its form or of a server that is busy. */
const matters: ReadonlySet<Fault['kind']> = new Set(['forbidden', 'notFound', 'conflict']);

/** Publishes the event that the route's access names, in a transaction of its own; nothing for routes that name none. */
export async function recordRefusal(runner: WorkRunner, request: FastifyRequest, fault: Fault): Promise<void> {
  const { access } = request.routeOptions.config;
  const { actor } = request;
  if (!access?.refusedEvent || !actor || !matters.has(fault.kind)) return;
  await publishRefusal(runner, request, { actor, name: access.refusedEvent, fault });
}

export interface Refusal {
  readonly actor: Actor;
  /** Of the event. */
  readonly name: string;
  readonly fault: Fault;
  /** What was named beside the address. */
  readonly named?: Readonly<Record<string, string>>;
}

/** The same before it is known who acts for whom. */
export async function publishRefusal(
  runner: WorkRunner,
  request: FastifyRequest,
  { actor, name, fault, named = {} }: Refusal,
): Promise<void> {
  const side = actor.parts.has('customer') ? 'customerTenantId' : 'partnerTenantId';
  await runner.run({ actor, correlationId: request.correlationId }, (work) => {
    work.publish({
      name,
      aggregateType: 'request',
      aggregateId: request.correlationId,
      [side]: actor.tenantId,
      newValue: {
        method: request.method,
        route: request.routeOptions.url,
        named: { ...(request.params as object), ...named },
        code: fault.code,
        message: fault.details.message,
        ...(fault.details.rule ? { rule: fault.details.rule.id } : {}),
      },
    });
    return Promise.resolve();
  });
}
