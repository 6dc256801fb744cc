/** `/comptoir/v1/agreements…`: what partners and publishers view, download and accept (rule B17). */
import {
  acceptAgreement,
  agreementPath,
  agreementQuery,
  agreementText,
  ownAgreement,
  ownAgreements,
  programmeDocuments,
  type AgreementText,
  type OwnAgreement,
} from '@comptoir/contracts/comptoir/partner-agreements';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { dayOf } from '../../kernel/index.ts';
import { renderContract } from '../../modules/billing/index.ts';
import * as enrolments from '../../modules/enrolment/index.ts';
import type { Context } from '../../platform/context.ts';
import { fileOf } from '../../platform/declared-answers.ts';
import type { RouteAccess } from '../../platform/http.ts';
import type { Work } from '../../platform/work.ts';
import { directRequirementsOn, enrolmentKinds, requirementsOf } from '../../programme/enrolment.ts';
import { regionName } from '../../programme/markets.ts';
import type { Language } from '../../programme/rules/index.ts';
import { localeOf } from '../locale.ts';
import { ruleToWire } from './rule-words.ts';

const read: RouteAccess = { permission: 'agreement.sign' };
/** Only a person signs for a company. */
const sign: RouteAccess = { ...read, userOnly: true, asSystem: true, refusedEvent: 'AgreementRefused' };
const config = { access: read };
const params = agreementPath;
const querystring = agreementQuery;

export function partnerAgreementRoutes(app: FastifyInstance, context: Context): void {
  const agreements = enrolments.readAgreements(context.config.agreementsFolder);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get('/agreements', { config, schema: { response: { 200: ownAgreements } } }, (request) =>
    request.work(async (work) => {
      const { language } = localeOf(request);
      const own = await enrolments.ownAgreements(work, agreements);
      return { items: own.map((agreement) => toWire(agreement, language)) };
    }),
  );
  textRoutes(app, agreements);
  documentRoutes(app, agreements);
  routes.post(
    '/agreements/:kind/accept',
    { config: { access: sign }, schema: { params, body: acceptAgreement, response: { 200: ownAgreement } } },
    async (request) => {
      const acceptance = { agreement: request.params.kind, ...request.body, sourceAddress: request.ip };
      const signed = await request.work((work) =>
        enrolments.signAgreement(work, agreements, { ...acceptance, origin: context.origin() }),
      );
      return toWire(signed, localeOf(request).language);
    },
  );
}

/** Contracts and requirements of the programme, for everybody who is signed in. */
function documentRoutes(app: FastifyInstance, agreements: enrolments.Agreements): void {
  const everybody = { access: { permission: 'account.read' } } as const;
  app
    .withTypeProvider<ZodTypeProvider>()
    .get('/programme-documents', { config: everybody, schema: { response: { 200: programmeDocuments } } }, (request) =>
      request.work(async (work) => {
        const { language } = localeOf(request);
        const { months, revenueUsd } = directRequirementsOn(dayOf(work.now));
        return {
          agreements: (['partner', 'publisher'] as const).map((agreement) => ({
            agreement,
            versions: agreements[agreement].map(({ since }) => since.toString()),
          })),
          requirements: enrolmentKinds.map((kind) => ({
            kind,
            rules: requirementsOf[kind].map((rule) => ruleToWire(rule, language)),
          })),
          direct: { months, revenueUsd: revenueUsd ?? null },
        };
      }),
    );
}

const fileNames = { partner: 'Partner_agreement', publisher: 'Publisher_agreement' } as const;

function textRoutes(app: FastifyInstance, agreements: enrolments.Agreements): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const versionOf = (work: Work, kind: enrolments.AgreementName, on: string | undefined) =>
    enrolments.agreementVersion(agreements, kind, { on, today: dayOf(work.now) });
  routes.get(
    '/agreements/:kind/text',
    { config, schema: { params, querystring, response: { 200: agreementText } } },
    (request) =>
      request.work(async (work): Promise<AgreementText> => {
        const { kind } = request.params;
        const { since, texts } = versionOf(work, kind, request.query.on);
        const language = request.query.language ?? localeOf(request).language;
        const { title, introduction, clauses } = texts[language];
        return {
          since: since.toString(),
          language,
          title,
          introduction: [...introduction],
          clauses: clauses.map(({ heading, paragraphs }) => ({ heading, paragraphs: [...paragraphs] })),
          versions: agreements[kind].map((version) => version.since.toString()),
        };
      }),
  );
  routes.get(
    '/agreements/:kind/document',
    { config, schema: { params, querystring, response: { 200: fileOf('application/pdf') } } },
    async (request, reply) => {
      const { kind } = request.params;
      const { since, texts } = await request.work(async (work) => versionOf(work, kind, request.query.on));
      const language = request.query.language ?? localeOf(request).language;
      return reply
        .type('application/pdf')
        .header('Content-Disposition', `attachment; filename=${fileNames[kind]}_${since.toString()}_${language}.pdf`)
        .send(await renderContract(texts[language], since, language));
    },
  );
}

function toWire(
  { agreement, region, version, textSha256, signature, signedAt, mayAccept }: enrolments.OwnAgreement,
  language: Language,
): OwnAgreement {
  return {
    agreement,
    region,
    regionName: regionName(region),
    version,
    textSha256,
    signedAt: signedAt?.toString() ?? null,
    signature: signature
      ? {
          signedAt: signature.signedAt.toString(),
          signerName: signature.signerName,
          signerPrincipalName: signature.signerPrincipalName,
          sourceAddress: signature.sourceAddress,
          language: signature.language,
        }
      : null,
    mayAccept: mayAccept.allowed,
    reason: mayAccept.allowed ? null : mayAccept.reason,
    rule: mayAccept.allowed ? null : ruleToWire(mayAccept.rule, language),
  };
}
