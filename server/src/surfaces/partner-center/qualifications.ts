/** Qualifications, validation codes and account status of customers (wire contract, sections 2.1 and 2.8). */
import { customerPath } from '@comptoir/contracts/partner-center/common';
import {
  customDomains,
  customerOrganizations,
  customerQualification,
  customerQualifications,
  educationSegments,
  legacyQualification,
  qualificationDetails,
  qualificationNames,
  settableQualifications,
  validationCodes as validationCodesShape,
  validationStatus,
  type CustomerQualification as WireQualification,
  type ValidationCode as WireCode,
} from '@comptoir/contracts/partner-center/qualifications';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  accountStateOf,
  qualificationsOf,
  requestQualification,
  validationCodes,
  type CustomerQualification,
  type QualificationWish,
} from '../../modules/customers/index.ts';
import { administeredCustomer } from '../../modules/delegated-administration/index.ts';
import { requireCustomer } from '../../modules/relationships/index.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce, type Answer } from '../../platform/idempotency.ts';
import { invalidInput } from '../../platform/invalid-input.ts';
import type { Work } from '../../platform/work.ts';
import { bind, wireEnum } from './binding.ts';
import { wireTime } from './envelope.ts';
import { etagOf } from './etag.ts';

const read: RouteAccess = { permission: 'customers.read' };
const readAsUser: RouteAccess = { permission: 'customers.read', userOnly: true };
/** What was delegated is asked by the system. */
const readDirectory: RouteAccess = { ...readAsUser, asSystem: true };
const manage: RouteAccess = { permission: 'customers.manage', userOnly: true };

/** The older contract: the code in the query, nothing but the qualification in the body. */
const codeQuery = bind(z.object({ code: qualificationDetails.validationCode }));
/** Every qualification is read, so that one that nobody may ask for is refused in words. */
const qualificationRequest = z.object({
  qualification: wireEnum(qualificationNames),
  educationSegment: wireEnum(educationSegments).optional(),
  ...qualificationDetails,
});
type QualificationRequest = z.infer<typeof qualificationRequest>;

export function qualificationRoutes(app: FastifyInstance): void {
  const url = '/customers/:customerId/qualifications';
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const list = { params: customerPath, response: { 200: customerQualifications } };
  routes.get(url, { config: { access: read }, schema: list }, (request) =>
    request.work(async (work) => {
      const { customer } = await requireCustomer(work, request.params.customerId);
      return (await qualificationsOf(work, customer.tenantId)).map(toWire);
    }),
  );
  const ask = {
    params: customerPath,
    querystring: codeQuery,
    body: bind(qualificationRequest),
    response: { 201: customerQualification },
  };
  routes.post(url, { config: { access: manage }, schema: ask }, (request, reply) =>
    answerOnce(request, reply, async (work) => ({
      status: 201,
      body: toWire(await askFor(work, request.params.customerId, request.body, request.query.code)),
    })),
  );
  legacyRoutes(app);
  validationRoutes(app);
  organizationRoutes(app);
}

async function askFor(
  work: Work,
  customerId: string,
  { qualification, ...details }: QualificationRequest,
  code: string | undefined,
): Promise<CustomerQualification> {
  const { customer } = await requireCustomer(work, customerId);
  return requestQualification(work, customer, wishOf(qualification, details, code));
}

function wishOf(
  qualification: QualificationRequest['qualification'],
  { educationSegment, website, validationCode }: Omit<QualificationRequest, 'qualification'>,
  code: string | undefined,
): QualificationWish {
  const settable = settableQualifications.find((one) => one === qualification);
  if (!settable) {
    const message = `is '${qualification}', which cannot be asked for; ask for one of ${settableQualifications.join(', ')}`;
    throw invalidInput([{ path: 'qualification', code: 'invalid_value', message }]);
  }
  const education = settable === 'Education';
  // The new contract needs the segment; the older one, which has no member beside the qualification, does not know it.
  if (education && educationSegment === undefined && (website !== undefined || validationCode !== undefined)) {
    const message = `is needed for Education: one of ${educationSegments.join(', ')}`;
    throw invalidInput([{ path: 'educationSegment', code: 'missing', message }]);
  }
  return {
    qualification: settable,
    educationSegment: education ? educationSegment : undefined,
    website,
    validationCode: validationCode ?? code,
  };
}

function toWire(row: CustomerQualification): WireQualification {
  return {
    qualification: row.qualification,
    vettingStatus: row.vettingStatus,
    ...(row.vettingReason ? { vettingReason: row.vettingReason } : {}),
    vettingCreateDate: wireTime(row.requestedAt),
  };
}

/** The synchronous API, retired in 2021, which older clients call: bare strings, and a request answered by its own word. */
function legacyRoutes(app: FastifyInstance): void {
  const url = '/customers/:customerId/qualification';
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const schema = { params: customerPath, response: { 200: legacyQualification } };
  routes.get(url, { config: { access: readAsUser }, schema }, async (request, reply) => {
    const held = await request.work(async (work: Work) => {
      const { customer } = await requireCustomer(work, request.params.customerId);
      const all = await qualificationsOf(work, customer.tenantId);
      return all.find(({ vettingStatus }) => vettingStatus === 'Approved')?.qualification ?? 'None';
    });
    const { headers, body } = bareString(held);
    return reply.headers(headers).send(body as never);
  });
  const change = { ...schema, querystring: codeQuery, body: wireEnum(qualificationNames) };
  routes.put(url, { config: { access: manage }, schema: change }, (request, reply) =>
    answerOnce(request, reply, async (work): Promise<Answer> => {
      const details = { qualification: request.body };
      const { qualification } = await askFor(work, request.params.customerId, details, request.query.code);
      return { status: 200, ...bareString(qualification) };
    }),
  );
}

/** `"state_owned_entity"`: JSON that is a string is no payload of its own to Fastify. */
function bareString(name: QualificationRequest['qualification']) {
  const word = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
  return { headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(word) };
}

const statusQuery = bind(z.object({ type: wireEnum(['account']) }));

function validationRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const codes = { response: { 200: validationCodesShape } };
  routes.get('/customers/all/validations', { config: { access: read }, schema: codes }, (request) =>
    request.work(async (work: Work): Promise<WireCode[]> =>
      (await validationCodes(work)).map((code) => ({
        partnerId: code.partnerTenantId,
        organizationName: code.organizationName,
        validationId: code.id,
        maxCreates: code.maxCreates,
        remainingCreates: code.remainingCreates,
        eTag: etagOf(code.id, code.version),
      })),
    ),
  );
  const status = { params: customerPath, querystring: statusQuery, response: { 200: validationStatus } };
  routes.get('/customers/:customerId/validationStatus', { config: { access: readAsUser }, schema: status }, (request) =>
    request.work(async (work: Work) => {
      const { customer } = await requireCustomer(work, request.params.customerId);
      const state = await accountStateOf(work, customer.tenantId);
      return { type: 'account' as const, status: state.status, lastUpdateDateTime: wireTime(state.at) };
    }),
  );
}

/** What a partner that administers the customer sees of its directory. */
function organizationRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const organization = { params: customerPath, response: { 200: customerOrganizations } };
  routes.get(
    '/customers/:customerId/organization',
    { config: { access: readDirectory }, schema: organization },
    (request) =>
      request.work(async (work: Work) => {
        const customer = await administeredCustomer(work, request.params.customerId);
        const { email, defaultAddress: address } = customer.billingProfile;
        return [
          {
            street: [address.addressLine1, address.addressLine2].filter(Boolean).join(', '),
            countryLetterCode: customer.country,
            postalCode: address.postalCode ?? '',
            city: address.city,
            state: address.state ?? '',
            displayName: customer.companyName,
            technicalNotificationMails: [email],
          },
        ];
      }),
  );
  const domains = { params: customerPath, response: { 200: customDomains } };
  routes.get(
    '/customers/:customerId/customDomains',
    { config: { access: readDirectory }, schema: domains },
    (request) =>
      request.work(async (work: Work) => [(await administeredCustomer(work, request.params.customerId)).domain]),
  );
}
