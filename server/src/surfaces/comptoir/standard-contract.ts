/** `/comptoir/v1/standard-contract`: the contract of offers without terms of their own, to read and as PDF (SUP-04). */
import {
  standardContract,
  standardContractQuery,
  subscriptionTerms,
  type StandardContract,
} from '@comptoir/contracts/comptoir/standard-contract';
import { guid } from '@comptoir/contracts/comptoir/words';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { dayOf, nobody } from '../../kernel/index.ts';
import { renderContract } from '../../modules/billing/index.ts';
import { offerVersionOf, readStandardContract } from '../../modules/offers/index.ts';
import { requireCustomer } from '../../modules/relationships/index.ts';
import { subscriptionOf } from '../../modules/subscriptions/index.ts';
import type { Context } from '../../platform/context.ts';
import { fileOf } from '../../platform/declared-answers.ts';
import { contractOn, type ContractVersion } from '../../programme/contract-text.ts';
import { localeOf } from '../locale.ts';

const config = { access: { permission: 'public' } } as const;
const read = { access: { permission: 'subscriptions.read' } } as const;
const boughtPath = z.strictObject({ customerId: guid, subscriptionId: guid });
type Wanted = z.infer<typeof standardContractQuery>;

export function standardContractRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const versions = readStandardContract(context.config.contractFolder);
  const wantedVersion = (request: FastifyRequest, { on }: Wanted): Promise<ContractVersion> =>
    context.runner.run({ actor: nobody, correlationId: request.correlationId }, async (work) =>
      contractOn(versions, on === undefined ? dayOf(work.now) : Temporal.PlainDate.from(on)),
    );
  const querystring = standardContractQuery;
  routes.get(
    '/standard-contract',
    { config, schema: { querystring, response: { 200: standardContract } } },
    async (request): Promise<StandardContract> => {
      const { since, texts } = await wantedVersion(request, request.query);
      const language = request.query.language ?? localeOf(request).language;
      const { title, introduction, clauses } = texts[language];
      return {
        since: since.toString(),
        language,
        title,
        introduction: [...introduction],
        clauses: clauses.map(({ heading, paragraphs }) => ({ heading, paragraphs: [...paragraphs] })),
        versions: versions.map((version) => version.since.toString()),
      };
    },
  );
  routes.get(
    '/standard-contract/document',
    { config, schema: { querystring, response: { 200: fileOf('application/pdf') } } },
    async (request, reply) => {
      const { since, texts } = await wantedVersion(request, request.query);
      const language = request.query.language ?? localeOf(request).language;
      return reply
        .type('application/pdf')
        .header('Content-Disposition', `attachment; filename=${fileNames[language]}_${since.toString()}.pdf`)
        .send(await renderContract(texts[language], since, language));
    },
  );
  termsRoute(app);
}

const fileNames = { en: 'Standard_contract', fr: 'Contrat_standard' } as const;

function termsRoute(app: FastifyInstance): void {
  app
    .withTypeProvider<ZodTypeProvider>()
    .get(
      '/customers/:customerId/subscriptions/:subscriptionId/terms',
      { config: read, schema: { params: boughtPath, response: { 200: subscriptionTerms } } },
      (request) =>
        request.work(async (work) => {
          const { customerId, subscriptionId } = request.params;
          await requireCustomer(work, customerId);
          const bought = await subscriptionOf(work, customerId, subscriptionId);
          const { document } = await offerVersionOf(work, bought.offerVersionId);
          return { ...document.properties.terms, boughtOn: dayOf(bought.createdAt).toString() };
        }),
    );
}
