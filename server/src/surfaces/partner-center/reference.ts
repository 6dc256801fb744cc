/** What a form asks before it posts: free domains, rules of a country, a PartnerID's owner (wire contract, 2.1, 2.6, 2.7). */
import {
  countryInformation,
  mpnProfile,
  type CountryInformation,
  type MpnProfile,
} from '@comptoir/contracts/partner-center/customers';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Fault } from '../../kernel/index.ts';
import { domainSuffixes, isDomainFree, isDomainLabel, countryRulesAt } from '../../modules/customers/index.ts';
import { mpnIdUnknown, partnerAccountOf, partnerByMpnId } from '../../modules/partners/index.ts';
import type { RouteAccess } from '../../platform/http.ts';
import type { Work } from '../../platform/work.ts';
import { sendBoolean } from './address.ts';
import { bind } from './binding.ts';
import { link, resource } from './envelope.ts';

const read: RouteAccess = { permission: 'customers.read' };
const ownAccount: RouteAccess = { permission: 'account.read', userOnly: true };

const countryPath = z.object({ country: z.string() });
const domainPath = z.object({ domain: z.string() });
const prefixPath = z.object({ prefix: z.string() });
const mpnQuery = bind(z.object({ mpnId: z.string().max(20).optional() }));

export function referenceRoutes(app: FastifyInstance): void {
  domainRoutes(app);
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const rules = { params: countryPath, response: { 200: countryInformation } };
  routes.get('/countryvalidationrules/:country', { config: { access: read }, schema: rules }, (request) =>
    request.work(async (work) => toCountryInformation(work, request.params.country)),
  );
  const schema = { querystring: mpnQuery, response: { 200: mpnProfile } };
  routes.get('/profiles/mpn', { config: { access: ownAccount }, schema }, (request) => {
    const { mpnId } = request.query;
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
  const routes = app.withTypeProvider<ZodTypeProvider>();
  // 200: taken, 404: free; the SDKs read nothing else.
  routes.head(
    '/domains/:domain',
    { config: { access: read }, schema: { params: domainPath } },
    async (request, reply) => {
      const free = await request.work((work) => isDomainFree(work, request.params.domain));
      return reply.code(free ? 404 : 200).send();
    },
  );
  const schema = { params: prefixPath, response: { 200: z.boolean() } };
  const path = '/validations/checkdomainavailability/:prefix';
  routes.get(path, { config: { access: read }, schema }, async (request, reply) => {
    const { prefix } = request.params;
    if (!isDomainLabel(prefix)) {
      throw new Fault('InvalidInput', 'invalid', {
        message: `'${prefix}' cannot begin a domain. Use letters, digits and inner hyphens, 63 characters at most.`,
        target: 'prefix',
      });
    }
    const free = await request.work((work) => isDomainFree(work, `${prefix}.${domainSuffixes[0]}`));
    return sendBoolean(reply as FastifyReply, free);
  });
}

/** A list as the documented sample writes it, and as the SDK reads it. */
function bothShapes<Doc extends string, Sdk extends string>(doc: Doc, sdk: Sdk, values: readonly string[]) {
  return { [doc]: { value: [...values] }, [sdk]: [...values] } as Record<Doc, { value: string[] }> &
    Record<Sdk, string[]>;
}

/** Both documented shapes at once (section 11 row 7), and only what is known of the country. */
function toCountryInformation(work: Work, country: string): CountryInformation {
  const rules = countryRulesAt(work, country);
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
