/** `/comptoir/v1/enrolments…`: a company's own enrolment, from its draft to what a rejected one hands in. */
import {
  addressCheck,
  associatePartnerId,
  checkedAddress,
  companyChange,
  companyQuery,
  documentBytes,
  enrolment,
  enrolmentPath,
  foundCompany,
  newDocument,
  newEnrolment,
  ownEnrolments,
  saveEnrolment,
  type EnrolmentKind,
} from '@comptoir/contracts/comptoir/enrolment';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as enrolments from '../../modules/enrolment/index.ts';
import { tenantOf } from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { localeOf } from '../locale.ts';
import { enteredToWire, enrolmentToWire } from './enrolment-wire.ts';
import { ruleToWire } from './rule-words.ts';

const access: RouteAccess = { permission: 'enrolment.manage', asSystem: true };
const config = { access };
/** Of what changes something: a refusal of it is in the audit. */
const change = { access: { ...access, refusedEvent: 'EnrolmentRefused' } };
const params = enrolmentPath;
const answer = { response: { 200: enrolment } };

const detail = async (work: Work, kind: EnrolmentKind) => enrolmentToWire(await enrolments.ownDetail(work, kind));

export function enrolmentRoutes(app: FastifyInstance, context: Context): void {
  const directory = enrolments.openCompanyDirectory(context.config.companyDirectory);
  readRoutes(app, directory !== undefined);
  lookUpRoutes(app, directory);
  moveRoutes(app, context);
  changeRoutes(app, context);
  void app.register(async (files) => uploadRoute(files, context));
}

function readRoutes(app: FastifyInstance, companyDirectory: boolean): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/enrolments', { config, schema: { response: { 200: ownEnrolments } } }, (request) =>
    request.work(async (work) => {
      const { language } = localeOf(request);
      const kinds = (await enrolments.eligibleKinds(work)).map(({ kind, may, held = null }) =>
        may.allowed
          ? { kind, allowed: true, reason: null, rule: null, held }
          : { kind, allowed: false, reason: may.reason, rule: ruleToWire(may.rule, language), held },
      );
      const entered = await enrolments.accountWithoutEnrolment(work);
      return {
        items: (await enrolments.ownEnrolments(work)).map(enrolmentToWire),
        partnerAccount: entered ? enteredToWire(entered) : null,
        kinds,
        companyDirectory,
      };
    }),
  );
  routes.get('/enrolments/:kind', { config, schema: { params, ...answer } }, (request) =>
    request.work((work) => detail(work, request.params.kind)),
  );
}

type Directory = ReturnType<typeof enrolments.openCompanyDirectory>;

function lookUpRoutes(app: FastifyInstance, directory: Directory): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.post(
    '/enrolments/address-check',
    { config, schema: { body: addressCheck, response: { 200: checkedAddress } } },
    (request) =>
      request.work(async (work) => {
        const { country, address } = request.body;
        const { validated, problems, suggestion } = enrolments.checkAddress(work, country, address);
        return { validated, problems: [...problems], suggestion: suggestion ?? null };
      }),
  );
  routes.get(
    '/enrolments/company',
    { config, schema: { querystring: companyQuery, response: { 200: foundCompany } } },
    (request) =>
      request.work(async (work) => {
        const { country } = await tenantOf(work, work.account);
        const found = await enrolments.findCompany(directory, request.query.duns, country);
        const { duns, name, registrationNumber, website, ...address } = found;
        const { addressLine1, addressLine2, city, state, postalCode } = address;
        const place = { addressLine1, addressLine2, city, state, postalCode };
        return { duns, name, country: found.country, registrationNumber, website, address: place };
      }),
  );
}

function moveRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.post(
    '/enrolments',
    { config: change, schema: { body: newEnrolment, response: { 201: enrolment } } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { kind } = await enrolments.startEnrolment(work, request.body.kind);
        return { status: 201, body: await detail(work, kind) };
      }),
  );
  routes.put(
    '/enrolments/:kind/draft',
    { config: change, schema: { params, body: saveEnrolment, ...answer } },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const { kind } = await enrolments.saveEnrolment(work, { ...request.params, ...request.body });
        return { status: 200, body: await detail(work, kind) };
      }),
  );
  routes.put(
    '/enrolments/:kind/partner-id',
    {
      config: { access: { ...access, refusedEvent: 'PartnerIdRefused' } },
      schema: { params, body: associatePartnerId, ...answer },
    },
    (request) =>
      request.work(async (work) => {
        await enrolments.associatePartnerId(work, { ...request.params, ...request.body, origin: context.origin() });
        return detail(work, request.params.kind);
      }),
  );
  for (const [path, move] of moves) {
    routes.post(`/enrolments/:kind/${path}`, { config: change, schema: { params, ...answer } }, (request, reply) =>
      answerOnce(request, reply, async (work) => {
        await move(work, request.params.kind, context.origin());
        return { status: 200, body: await detail(work, request.params.kind) };
      }),
    );
  }
}

/** A verified company's other name or address, until it is decided. */
function changeRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const path = '/legal-profile/change';
  routes.post(path, { config: change, schema: { body: companyChange, ...answer } }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { kind } = await enrolments.changeCompany(work, request.body, context.origin());
      return { status: 200, body: await detail(work, kind) };
    }),
  );
  routes.delete(path, { config: change, schema: { ...answer } }, (request, reply) =>
    answerOnce(request, reply, async (work) => {
      const { kind } = await enrolments.withdrawCompanyChange(work);
      return { status: 200, body: await detail(work, kind) };
    }),
  );
}

const moves = [
  ['submit', enrolments.submitEnrolment],
  ['resend', enrolments.resendConfirmation],
] as const;

/** In a scope of its own, because it takes a file where all other routes take JSON. What it is, its bytes say. */
function uploadRoute(app: FastifyInstance, context: Context): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.withTypeProvider<ZodTypeProvider>().post(
    '/enrolments/:kind/documents',
    {
      config: change,
      bodyLimit: documentBytes,
      schema: { params, querystring: newDocument, response: { 201: enrolment } },
    },
    (request, reply) =>
      answerOnce(request, reply, async (work) => {
        const input = { ...request.params, ...request.query, content: bytesOf(request) };
        await enrolments.addDocument(work, input, context.origin());
        return { status: 201, body: await detail(work, request.params.kind) };
      }),
  );
}

const bytesOf = ({ body }: FastifyRequest): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));
