/** Validation of an address (wire contract, section 2.7): its form is checked; whether post arrives there is not known. */
import { addressRequest, type Address, type AddressValidation } from '@comptoir/contracts/partner-center/customers';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addressVerdict, rulesOfCountry } from '../../modules/customers/index.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { bind } from './binding.ts';

const read: RouteAccess = { permission: 'customers.read' };

export function addressRoutes(app: FastifyInstance): void {
  const body = bind(addressRequest);
  app.post('/validations/address', { config: { access: read }, schema: { body } }, async (request, reply) => {
    const given = request.body as Address;
    const verdict = await request.work(async (work) => addressVerdict(rulesOfCountry(work, given.country), given));
    if (isJavaSdk(request)) {
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(verdict.allowed));
    }
    const answer: AddressValidation = {
      originalAddress: given,
      suggestedAddresses: [],
      status: verdict.allowed ? 'NotValidated' : 'None',
      validationMessage: verdict.allowed
        ? 'The address has the form its country asks. There is no register of addresses to compare it with.'
        : verdict.reason,
    };
    return answer;
  });
}

/** The Java SDK reads a bare boolean where all others read an object; only this header tells them apart. */
function isJavaSdk(request: FastifyRequest): boolean {
  const client = request.headers['ms-partnercenter-client'];
  return typeof client === 'string' && /\bjava\b/i.test(client);
}
