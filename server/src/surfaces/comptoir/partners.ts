/** `/comptoir/v1/partners…`: whom a publisher may name in the audience of an offer. */
import { partnerSearch, type PickerPartner, partnerFilters, partnerPage } from '@comptoir/contracts/comptoir/partners';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { audienceFilterValues, searchAudiencePartners, type PartnerProfile } from '../../modules/partners/index.ts';
import { partnerToWire } from './audience.ts';

const config = { access: { permission: 'offers.manage' } } as const;

export function partnerRoutes(app: FastifyInstance): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/partners',
    { config, schema: { querystring: partnerSearch, response: { 200: partnerPage } } },
    (request) =>
      request.work(async (work) => {
        const { search, country, competency, skill, size, after } = request.query;
        const { items, next, ...counts } = await searchAudiencePartners(work, {
          text: search,
          countries: country,
          competencies: competency,
          skills: skill,
          size,
          ...(after === undefined ? {} : { after }),
        });
        return { items: items.map(pickerPartnerToWire), ...counts, next: next ?? null };
      }),
  );
  routes.get('/partners/filters', { config, schema: { response: { 200: partnerFilters } } }, (request) =>
    request.work(async (work) => {
      const { countries, competencies, skills } = await audienceFilterValues(work);
      return {
        countries: [...countries],
        competencies: [...competencies],
        skills: [...skills] as z.infer<typeof partnerFilters>['skills'],
      };
    }),
  );
}

function pickerPartnerToWire(partner: PartnerProfile): PickerPartner {
  return {
    ...partnerToWire(partner),
    competency: partner.competency ?? null,
    skills: [...partner.skills] as PickerPartner['skills'],
    website: partner.website,
  };
}
