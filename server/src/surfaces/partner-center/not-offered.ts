/**
 * What Partner Center has and this product does not sell: legacy offers, reservations, devices, promotions, software,
 * office incidents. One table says what each route answers, as the contract does where there is none of it (decision 0098).
 */
import { collectionOf } from '@comptoir/contracts/partner-center/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault, type Permission } from '../../kernel/index.ts';
import { requireCustomer } from '../../modules/relationships/index.ts';
import { orderOf, subscriptionOf } from '../../modules/subscriptions/index.ts';
import type { Work } from '../../platform/work.ts';
import { collection, linkToItself } from './envelope.ts';
import { errorBody } from './errors.ts';

/**
 * `none`: a list of which there is nothing. `bare`: the same where the contract has no envelope; `zero`: their number.
 * `unknown`: 404, nobody has an id of it. `refused`: 400, it cannot be made or changed here.
 */
type Answer = 'none' | 'bare' | 'zero' | 'unknown' | 'refused';

interface NotOffered {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly answer: Answer;
  readonly permission: Permission;
  /** Of the wire contract, where it has a number of its own for this. */
  readonly code?: number;
}

/** 404 of a thing that nobody has; 400 “operation not supported here” (section 1.11). */
const usual: Readonly<Record<'unknown' | 'refused', { readonly status: 404 | 400; readonly code: number }>> = {
  unknown: { status: 404, code: 1000 },
  refused: { status: 400, code: 900127 },
};

const row =
  (permission: Permission) =>
  (method: NotOffered['method'], path: string, answer: Answer, code?: number): NotOffered => ({
    method,
    path,
    answer,
    permission,
    ...(code === undefined ? {} : { code }),
  });
const catalogue = row('catalogue.read');
const reads = row('subscriptions.read');
const buys = row('subscriptions.buy');
const manages = row('customers.manage');
const of = '/customers/:customerId';
const one = `${of}/subscriptions/:subscriptionId`;

export const notOffered: readonly NotOffered[] = [
  // 3.1: offers of the time before products, of which none is sold; “use Products”.
  catalogue('GET', '/offers', 'none'),
  catalogue('GET', '/offers/:legacyOfferId', 'refused', 2100),
  catalogue('GET', '/offers/:legacyOfferId/addons', 'refused', 2100),
  catalogue('GET', '/offercategories', 'none'),
  catalogue('GET', `${of}/offers`, 'none'),
  catalogue('GET', `${of}/offercategories`, 'none'),
  // 3.3: Microsoft's own promotions; publishers give margins instead.
  catalogue('GET', '/productpromotions', 'none'),
  catalogue('GET', '/productpromotions/:promotionId', 'unknown'),
  // 2.9: reservations that customers buy themselves.
  manages('GET', '/SelfServePolicy', 'none'),
  manages('POST', '/SelfServePolicy', 'refused'),
  manages('PUT', '/SelfServePolicy', 'unknown', 600039),
  manages('GET', '/SelfServePolicy/:policyId', 'unknown', 600039),
  manages('PUT', '/SelfServePolicy/:policyId', 'unknown', 600039),
  manages('DELETE', '/SelfServePolicy/:policyId', 'unknown', 600039),
  // 4.1: software and reservations, and papers of orders that public bodies need.
  reads('GET', `${of}/entitlements`, 'none'),
  reads('GET', `${of}/artifacts/reservedinstance/groups/:group/lineitems/:line/resource/:resource`, 'unknown'),
  buys('POST', `${of}/orders/:orderId/attachment`, 'refused'),
  reads('GET', `${of}/orders/:orderId/attachments`, 'none'),
  reads('GET', `${of}/orders/:orderId/attachment/:attachmentId`, 'unknown'),
  // 5.1, 5.6, 5.7: Azure, licences and billing ownership that moves; nothing that is sold here has any.
  reads('GET', `${one}/azureEntitlements`, 'none'),
  reads('GET', `${one}/conversions`, 'none'),
  reads('GET', `${one}/upgrades`, 'none'),
  reads('GET', `${of}/subscriptions/customTermEndDates`, 'none'),
  reads('GET', `${of}/subscriptions/overage`, 'none'),
  reads('GET', `${of}/transfers`, 'bare'),
  reads('GET', `${of}/migrations/newcommerce`, 'bare'),
  reads('GET', `${of}/migrations/newcommerce/events`, 'bare'),
  reads('GET', `${of}/migrations/newcommerce/schedules`, 'bare'),
  reads('GET', `${of}/migrations/newcommerce/schedules/:scheduleId`, 'unknown'),
  buys('PUT', `${of}/migrations/newcommerce/schedules/:scheduleId`, 'unknown'),
  buys('POST', `${of}/migrations/newcommerce/schedules/:scheduleId/cancel`, 'unknown'),
  reads('GET', '/migrations/newcommerce', 'bare'),
  reads('GET', '/migrations/newcommerce/events', 'bare'),
  reads('GET', '/migrations/newcommerce/schedules', 'bare'),
  // 5.8: Azure subscriptions that move to the Azure plan.
  buys('POST', '/productUpgrades', 'refused'),
  buys('POST', '/productUpgrades/eligibility', 'refused'),
  buys('POST', '/productUpgrades/:upgradeId/status', 'unknown', 900106),
  // 2.7: domains are verified by the customer.
  manages('POST', `${of}/verifieddomain`, 'refused'),
  // Devices and their deployment.
  manages('GET', `${of}/deviceBatches`, 'none'),
  manages('POST', `${of}/deviceBatches`, 'refused'),
  manages('GET', `${of}/deviceBatches/:batchId/devices`, 'unknown'),
  manages('POST', `${of}/deviceBatches/:batchId/devices`, 'unknown'),
  manages('PATCH', `${of}/deviceBatches/:batchId/devices/:deviceId`, 'unknown'),
  manages('DELETE', `${of}/deviceBatches/:batchId/devices/:deviceId`, 'unknown'),
  manages('PATCH', `${of}/DevicePolicyUpdates`, 'refused'),
  manages('GET', `${of}/batchJobStatus/:batchId`, 'unknown'),
  manages('GET', `${of}/policies`, 'none'),
  manages('POST', `${of}/policies`, 'refused'),
  manages('GET', `${of}/policies/:policyId`, 'unknown'),
  manages('PUT', `${of}/policies/:policyId`, 'unknown'),
  manages('DELETE', `${of}/policies/:policyId`, 'unknown'),
  // 9.2: incidents of Office; publishers tell of theirs by notices.
  reads('GET', '/serviceincidents/office', 'none'),
  reads('GET', '/serviceincidents/office/count', 'zero'),
  reads('GET', `${of}/serviceincidents/office`, 'none'),
  // 9.5: fraud in Azure.
  reads('GET', '/fraudEvents', 'bare'),
  buys('POST', '/fraudEvents/subscription/:legacySubscriptionId/status', 'refused'),
];

const nothing = collectionOf(z.never());
/** What would be told when all is well; of what is only ever refused, nothing. */
const shapes = {
  none: nothing,
  bare: z.array(z.never()),
  zero: z.literal(0),
  unknown: z.never(),
  refused: z.never(),
} as const;

export function notOfferedRoutes(app: FastifyInstance): void {
  // Papers of orders come in parts (section 4.1); nobody reads them.
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, _body, done) =>
    done(null, undefined),
  );
  for (const route of notOffered) {
    const { method, path: url, answer, permission } = route;
    const parameters = [...url.matchAll(/:(\w+)/g)].map(([, name]) => [name!, z.string()] as const);
    const params = parameters.length > 0 ? { params: z.object(Object.fromEntries(parameters)) } : {};
    const response = { 200: shapes[answer] };
    app.route({
      method,
      url,
      config: { access: { permission } },
      schema: { ...params, response },
      handler: (request, reply) => answerNothing(request, reply, route),
    });
  }
}

/** What an address may name. */
export interface Named {
  readonly customerId?: string;
  readonly subscriptionId?: string;
  readonly orderId?: string;
}

/** The customer, the subscription and the order that an address names must be the caller's, whatever is answered then. */
export async function requireNamed(work: Work, { customerId, subscriptionId, orderId }: Named): Promise<void> {
  if (customerId === undefined) return;
  await requireCustomer(work, customerId);
  if (subscriptionId !== undefined) await subscriptionOf(work, customerId, subscriptionId);
  if (orderId !== undefined) await orderOf(work, customerId, orderId);
}

async function answerNothing(request: FastifyRequest, reply: FastifyReply, { answer, code }: NotOffered) {
  await request.work((work: Work) => requireNamed(work, request.params as Named));
  if (answer === 'none') return collection([], { self: linkToItself(request) });
  if (answer === 'bare' || answer === 'zero') {
    return reply.type('application/json; charset=utf-8').send(answer === 'bare' ? '[]' : '0');
  }
  const wire = usual[answer];
  const message =
    answer === 'unknown'
      ? 'There is none with this id: nothing of the kind is sold here.'
      : 'This operation is not supported here: nothing of the kind is sold. What is sold is among the products.';
  const fault = new Fault('FeatureNotOffered', answer === 'unknown' ? 'notFound' : 'invalid', { message });
  return reply.code(wire.status).send(errorBody(fault, { code: code ?? wire.code }));
}
