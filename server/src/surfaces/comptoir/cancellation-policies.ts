/** `/comptoir/v1/operator/cancellation-policies`: the windows of a cancellation, chosen ahead of time. */
import {
  cancellationPolicies,
  cancellationPolicy,
  cancellationPolicyPath,
  newCancellationPolicy,
  type CancellationPolicy,
} from '@comptoir/contracts/comptoir/cancellation-policies';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as policies from '../../modules/cancellation-policies/index.ts';
import { noBody } from '../../platform/declared-answers.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';

const config = { access: { permission: 'programme.operate' } } as const;
/** What everybody gets back is a person's to decide. */
const deciding = { access: { permission: 'programme.operate', userOnly: true } } as const;
const path = '/operator/cancellation-policies';

export function cancellationPolicyRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(path, { config, schema: { response: { 200: cancellationPolicies } } }, (request) =>
    request.work(async (work: Work) => ({ items: (await policies.cancellationPolicies(work)).map(toWire) })),
  );
  const setting = { body: newCancellationPolicy, response: { 201: cancellationPolicy } };
  routes.post(path, { config: deciding, schema: setting }, (request, reply) =>
    answerOnce(request, reply, async (work: Work) => {
      const { effectiveFrom, ...windows } = request.body;
      const set = await policies.setPolicy(work, {
        ...windows,
        effectiveFrom: Temporal.PlainDate.from(effectiveFrom),
      });
      return { status: 201, body: toWire(set) };
    }),
  );
  const withdrawing = { params: cancellationPolicyPath, response: { 204: noBody } };
  routes.delete(`${path}/:effectiveFrom`, { config: deciding, schema: withdrawing }, (request, reply) =>
    answerOnce(request, reply, async (work: Work) => {
      await policies.withdrawPolicy(work, Temporal.PlainDate.from(request.params.effectiveFrom));
      return { status: 204 };
    }),
  );
}

function toWire({ effectiveFrom, source, setBy, ...policy }: policies.Policy): CancellationPolicy {
  return {
    ...policy,
    effectiveFrom: effectiveFrom.toString(),
    ...(source === undefined ? {} : { source }),
    ...(setBy === undefined ? {} : { setBy }),
  };
}
