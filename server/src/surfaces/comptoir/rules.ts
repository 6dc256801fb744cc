/** `/comptoir/v1/rules`: the programme's rules as they hold on a day, in the reader's language. */
import { rulesQuery, type RuleList, type RuleRow, ruleList } from '@comptoir/contracts/comptoir/rules';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { dayOf } from '../../kernel/index.ts';
import { allRules, documentOf, ruleHoldsOn, type Language, type Rule } from '../../programme/rules/index.ts';
import { localeOf } from '../locale.ts';

export function ruleRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const config = { access: { permission: 'account.read' } } as const;
  routes.get('/rules', { config, schema: { querystring: rulesQuery, response: { 200: ruleList } } }, (request) =>
    request.work((work): Promise<RuleList> => {
      const on = request.query.on === undefined ? dayOf(work.now) : Temporal.PlainDate.from(request.query.on);
      const inForce = allRules().filter((rule) => ruleHoldsOn(rule, on));
      const { language } = localeOf(request);
      return Promise.resolve({ on: on.toString(), items: inForce.map((rule) => ruleRowOf(rule, language)) });
    }),
  );
}

function ruleRowOf(rule: Rule, language: Language): RuleRow {
  return {
    id: rule.id,
    family: rule.family,
    kind: rule.kind,
    statement: rule.statement[language],
    sources: rule.sources.map((citation) => {
      const { title, origin, date } = documentOf(citation);
      return { title: title[language], origin, lines: citation.lines ?? null, date: date ?? null };
    }),
    since: rule.since ?? null,
    until: rule.until ?? null,
  };
}
