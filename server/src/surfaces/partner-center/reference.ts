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

/** A list as the documented sample writes it, and as the SDK reads it. */
function bothShapes<Doc extends string, Sdk extends string>(doc: Doc, sdk: Sdk, values: readonly string[]) {
  return { [doc]: { value: [...values] }, [sdk]: [...values] } as Record<Doc, { value: string[] }> &
    Record<Sdk, string[]>;
}

/** Both documented shapes at once (section 11 row 7), and only what is known of the country. */
function toCountryInformation(work: Work, country: string): CountryInformation {
  const rules = rulesOfCountry(work, country);
  const { known, address } = rules;
  const { states, postalCode, phone } = address;
  const cultures = known?.cultures ?? [rules.usualCulture];
  const languages = known?.languages ?? [rules.usualCulture.split('-')[0]!];
  return resource(
    'CountryInformation',
    {
      iso2Code: rules.country,
      isRegistrationNumberSupported: rules.registrationNumberRequired,
      customerOrganizationRegistrationNumberRequired: rules.registrationNumberRequired,
      customerOrganizationPhoneNumberRequired: rules.phoneNumberRequired,
      defaultCulture: cultures[0]!,
      isStateRequired: address.stateRequired,
      isPostalCodeRequired: address.postalCodeRequired,
      isCityRequired: true,
      // No member of a customer takes one of these.
      isTaxIdSupported: false,
      isTaxIdOptional: true,
      isVatIdSupported: false,
      geographicRegion: rules.region,
      ...bothShapes('states', 'supportedStatesList', states),
      ...bothShapes('supportedLanguages', 'supportedLanguagesList', languages),
      ...bothShapes('supportedCultures', 'supportedCulturesList', cultures),
      ...bothShapes('countryCallingCodes', 'countryCallingCodesList', phone ? [phone.callingCode] : []),
      ...(postalCode && { postalCodeRegex: postalCode.pattern }),
      ...(phone && { phoneNumberRegex: phone.pattern }),
      ...(known && { taxIdFormat: known.taxIdFormat, resellerAgreementRegion: known.resellerAgreementRegion }),
    },
    { links: { self: link(`/countryvalidationrules/${rules.country}`) } },
  );
}
