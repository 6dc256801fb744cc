/** What a form asks before it posts: free domains, rules of a country, a PartnerID's owner (wire contract, 2.1, 2.6, 2.7). */
import type { CountryInformation, MpnProfile } from '@comptoir/contracts/partner-center/customers';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../kernel/index.ts';
import { domainSuffixes, isDomainFree, isDomainLabel, rulesOfCountry } from '../../modules/customers/index.ts';
import { mpnIdUnknown, partnerAccountOf, partnerByMpnId } from '../../modules/partners/index.ts';
import type { RouteAccess } from '../../platform/http.ts';
import type { Work } from '../../platform/work.ts';
import { bind } from './binding.ts';
import { link, resource } from './envelope.ts';

const read: RouteAccess = { permission: 'customers.read' };
const ownAccount: RouteAccess = { permission: 'account.read', userOnly: true };

export function referenceRoutes(app: FastifyInstance): void {
  domainRoutes(app);
  app.get('/countryvalidationrules/:country', { config: { access: read } }, (request) => {
    const { country } = z.object({ country: z.string() }).parse(request.params);
    return request.work(async (work) => toCountryInformation(work, country));
  });
  const querystring = bind(z.object({ mpnId: z.string().max(20).optional() }));
  app.get('/profiles/mpn', { config: { access: ownAccount }, schema: { querystring } }, (request) => {
    const { mpnId } = request.query as { mpnId?: string };
    return request.work(async (work): Promise<MpnProfile> => {
      const partner =
        mpnId === undefined ? await partnerAccountOf(work, work.account) : await partnerByMpnId(work, mpnId);
      if (!partner) throw mpnIdUnknown(mpnId ?? '');
      return resource(
        'MpnProfile',
        { mpnId: partner.mpnId, partnerName: partner.name, profileType: 'MpnProfile' },
        { links: { self: link('/profiles/mpn') } },
      );
    });
  });
}

function domainRoutes(app: FastifyInstance): void {
  // 200: taken, 404: free; the SDKs read nothing else.
  app.head('/domains/:domain', { config: { access: read } }, async (request, reply) => {
    const { domain } = z.object({ domain: z.string() }).parse(request.params);
    const free = await request.work((work) => isDomainFree(work, domain));
    return reply.code(free ? 404 : 200).send();
  });
  app.get('/validations/checkdomainavailability/:prefix', { config: { access: read } }, async (request, reply) => {
    const { prefix } = z.object({ prefix: z.string() }).parse(request.params);
    if (!isDomainLabel(prefix)) {
      throw new Fault('InvalidInput', 'invalid', {
        message: `'${prefix}' cannot begin a domain. Use letters, digits and inner hyphens, 63 characters at most.`,
        target: 'prefix',
      });
    }
    const free = await request.work((work) => isDomainFree(work, `${prefix}.${domainSuffixes[0]}`));
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(free));
  });
}

/** Both documented shapes at once (section 11 row 7), and only what is known of the country. */
function toCountryInformation(work: Work, country: string): CountryInformation {
  const rules = rulesOfCountry(work, country);
  const { known } = rules;
  return resource(
    'CountryInformation',
    {
      iso2Code: rules.country,
      isRegistrationNumberSupported: rules.registrationNumberRequired,
      customerOrganizationRegistrationNumberRequired: rules.registrationNumberRequired,
      customerOrganizationPhoneNumberRequired: rules.phoneNumberRequired,
      ...(known && {
        defaultCulture: known.defaultCulture,
        isStateRequired: known.stateRequired,
        isPostalCodeRequired: known.postalCodeRequired,
        taxIdFormat: known.taxIdFormat,
        supportedLanguages: { value: [...known.languages] },
        supportedLanguagesList: [...known.languages],
        supportedCultures: { value: [...known.cultures] },
        supportedCulturesList: [...known.cultures],
        countryCallingCodes: { value: [...known.callingCodes] },
        countryCallingCodesList: [...known.callingCodes],
        resellerAgreementRegion: known.resellerAgreementRegion,
      }),
    },
    { links: { self: link(`/countryvalidationrules/${rules.country}`) } },
  );
}
