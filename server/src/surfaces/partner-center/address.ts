/** Validation of an address (wire contract, section 2.7): its form is checked; whether post arrives there is not known. */
import {
  addressRequest,
  addressValidation,
  type AddressValidation,
} from '@comptoir/contracts/partner-center/customers';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { addressVerdict, rulesOfCountry } from '../../modules/customers/index.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { bind } from './binding.ts';
import { isJavaSdk } from './clients.ts';

const read: RouteAccess = { permission: 'customers.read' };

export function addressRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { body: bind(addressRequest), response: { 200: z.union([addressValidation, z.boolean()]) } };
  routes.post('/validations/address', { config: { access: read }, schema }, async (request, reply) => {
    const given = request.body;
    const verdict = await request.work(async (work) => addressVerdict(rulesOfCountry(work, given.country), given));
    // The Java SDK reads a bare boolean where all others read an object.
    if (isJavaSdk(request)) {
      return sendBoolean(reply as FastifyReply, verdict.allowed);
    }
    const answer: AddressValidation = {
      originalAddress: given,
      suggestedAddresses: [],
      status: verdict.allowed ? 'NotValidated' : 'None',
      validationMessage: verdict.allowed
        ? 'The address has the form that its country requires. There is no register of addresses to compare it with.'
        : verdict.reason,
    };
    return answer;
  });
}

/** A bare boolean is no payload of its own to Fastify. */
export function sendBoolean(reply: FastifyReply, value: boolean): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(value));
}
