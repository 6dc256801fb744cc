/** What a partner says of itself: legal, billing, support and organisation profile (wire contract, section 8.2). */
import {
  legalBusinessProfile,
  legalBusinessRequest,
  organizationProfile,
  organizationRequest,
  partnerBillingProfile,
  partnerBillingRequest,
  supportProfile,
  supportRequest,
  vettingVersions,
  type vettingStatuses,
  type vettingSubStatuses,
} from '@comptoir/contracts/partner-center/profiles';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ownVetting } from '../../modules/enrolment/index.ts';
import { tenantOf } from '../../modules/identity/index.ts';
import * as partners from '../../modules/partners/index.ts';
import type { RouteAccess } from '../../platform/http.ts';
import { answerOnce, type Answer } from '../../platform/idempotency.ts';
import type { Work } from '../../platform/work.ts';
import { bind, wireEnum } from './binding.ts';
import { link, resource } from './envelope.ts';
import { etagOf, staleEtag } from './etag.ts';

const mayRead: RouteAccess = { permission: 'profiles.read', userOnly: true };
/** The legal profile is answered to applications too. */
const mayReadLegal: RouteAccess = { permission: 'profiles.read' };
const mayChange: RouteAccess = { permission: 'profiles.manage', userOnly: true };

interface Written {
  readonly attributes?: { readonly etag?: string | undefined } | undefined;
}

/** One profile: how it is read and written by the use cases, and what it is on the wire. */
interface Profile<Kept, Request extends Written> {
  readonly path: string;
  readonly also?: readonly string[];
  readonly objectType: string;
  readonly access: RouteAccess;
  /** Whether its documented samples carry an etag, so that a writer must send it back. */
  readonly etagNeeded: boolean;
  readonly query?: z.ZodType;
  readonly answer: z.ZodType;
  readonly request: z.ZodType<Request>;
  readonly read: (work: Work, query?: { readonly vettingVersion?: string }) => Promise<partners.Versioned<Kept>>;
  readonly write: (work: Work, request: Request, version: number) => Promise<partners.Versioned<Kept>>;
  readonly toWire: (work: Work, profile: Kept) => Promise<object>;
}

export function profileRoutes(app: FastifyInstance): void {
  profileRoute(app, legal);
  profileRoute(app, billing);
  profileRoute(app, support);
  profileRoute(app, organization);
}

function profileRoute<Kept, Request extends Written>(app: FastifyInstance, profile: Profile<Kept, Request>): void {
  const { path, also = [], access, answer, query } = profile;
  const schema = { ...(query ? { querystring: query } : {}), response: { 200: answer } };
  for (const url of [path, ...also]) {
    app.get(url, { config: { access }, schema }, (request) =>
      request.work(async (work: Work) => answerOf(work, profile, await profile.read(work, request.query as object))),
    );
    const body = bind(profile.request);
    app.put(url, { config: { access: mayChange }, schema: { body, response: { 200: answer } } }, (request, reply) =>
      answerOnce(request, reply, (work: Work) => put(work, profile, request)),
    );
  }
}

async function put<Kept, Request extends Written>(
  work: Work,
  profile: Profile<Kept, Request>,
  request: FastifyRequest,
): Promise<Answer> {
  const wish = request.body as Request;
  const { version } = await profile.read(work);
  const sent = { ifMatch: request.headers['if-match'], inBody: wish.attributes?.etag };
  if (profile.etagNeeded || sent.ifMatch !== undefined || sent.inBody !== undefined) {
    const stale = staleEtag(etagOf(idOf(work, profile), version), sent, partners.profileChanged());
    if (stale) return stale;
  }
  return { status: 200, body: await answerOf(work, profile, await profile.write(work, wish, version)) };
}

const idOf = (work: Work, { objectType }: Pick<Profile<unknown, never>, 'objectType'>) =>
  `${work.account}/${objectType}`;

async function answerOf<Kept>(
  work: Work,
  profile: Pick<Profile<Kept, never>, 'objectType' | 'path' | 'toWire'>,
  kept: partners.Versioned<Kept>,
) {
  return resource(profile.objectType, await profile.toWire(work, kept.profile), {
    links: { self: link(profile.path) },
    etag: etagOf(idOf(work, profile), kept.version),
  });
}

type Legal = partners.OwnLegalProfile & {
  readonly vettingStatus: (typeof vettingStatuses)[number];
  readonly vettingSubStatus: (typeof vettingSubStatuses)[number];
};

/** As it stands, or, asked for by `vettingVersion`, as it was verified last. */
async function readLegal(work: Work, last: boolean): Promise<partners.Versioned<Legal>> {
  const { profile, version } = await partners.legalProfile(work);
  const vetting = await ownVetting(work);
  const settled = { vettingStatus: profile.verified ? 'authorized' : 'none', vettingSubStatus: 'none' } as const;
  if (!vetting || vetting.status === 'authorized' || (last && profile.verified)) {
    return { profile: { ...profile, ...settled }, version };
  }
  const { companyName, country, status: vettingStatus, subStatus: vettingSubStatus } = vetting;
  const { company, primaryContact } = vetting.profile;
  const entered = last ? {} : { companyName, address: { ...company.address, country }, primaryContact };
  return { profile: { ...profile, ...entered, vettingStatus, vettingSubStatus }, version };
}

const legal: Profile<Legal, z.infer<typeof legalBusinessRequest>> = {
  path: '/profiles/legalbusiness',
  objectType: 'LegalBusinessProfile',
  access: mayReadLegal,
  etagNeeded: false,
  query: bind(z.object({ vettingVersion: wireEnum(vettingVersions).optional() })),
  answer: legalBusinessProfile,
  request: legalBusinessRequest,
  read: (work, query) => readLegal(work, query?.vettingVersion === 'LastFinalized'),
  write: async (work, { attributes: _read, ...wish }, version) => {
    await partners.changeLegalProfile(work, { ...wish, address: place(wish.address) }, version);
    return readLegal(work, false);
  },
  toWire: async (_work, profile) => ({
    companyName: profile.companyName,
    address: profile.address,
    primaryContact: profile.primaryContact && contactOf(profile.primaryContact),
    companyApproverAddress: profile.companyApproverAddress,
    companyApproverEmail: profile.companyApproverEmail,
    vettingStatus: profile.vettingStatus,
    vettingSubStatus: profile.vettingSubStatus,
    profileType: 'LegalBusinessProfile',
  }),
};

/** Without the language of its mails, which the enrolment keeps beside it. */
const contactOf = ({ firstName, lastName, email, phoneNumber }: NonNullable<Legal['primaryContact']>) => ({
  firstName,
  lastName,
  email,
  phoneNumber,
});

const billing: Profile<partners.PartnerBillingProfile, z.infer<typeof partnerBillingRequest>> = {
  path: '/profiles/billing',
  objectType: 'BillingProfile',
  access: mayRead,
  etagNeeded: true,
  answer: partnerBillingProfile,
  request: partnerBillingRequest,
  read: (work) => partners.partnerBillingProfile(work),
  write: (work, { attributes: _read, ...wish }, version) =>
    partners.changePartnerBillingProfile(work, { ...wish, address: place(wish.address) }, version),
  toWire: async (work, profile) => {
    const [account] = await partners.partnerAccountsOf(work, [work.account]);
    return { ...profile, billingCurrency: account?.currency, profileType: 'billing_profile' };
  },
};

const support: Profile<partners.SupportProfile, z.infer<typeof supportRequest>> = {
  path: '/profiles/support',
  // The page on the change writes this one; the SDKs use the other (section 11 row 8).
  also: ['/profiles/supportprofile'],
  objectType: 'PartnerSupportProfile',
  access: mayRead,
  etagNeeded: false,
  answer: supportProfile,
  request: supportRequest,
  read: (work) => partners.supportProfile(work),
  write: (work, { email, telephone, website }, version) =>
    partners.changeSupportProfile(work, { email, phoneNumber: telephone, website }, version),
  toWire: async (_work, { email, phoneNumber, website }) => ({
    email,
    telephone: phoneNumber,
    website,
    profileType: 'support_profile',
  }),
};

const organization: Profile<partners.OrganizationProfile, z.infer<typeof organizationRequest>> = {
  path: '/profiles/organization',
  objectType: 'OrganizationProfile',
  access: mayRead,
  etagNeeded: true,
  answer: organizationProfile,
  request: organizationRequest,
  read: (work) => partners.organizationProfile(work),
  write: (work, { attributes: _read, defaultAddress, language, culture, ...wish }, version) =>
    partners.changeOrganizationProfile(
      work,
      { ...wish, ...spelled(language, culture), address: place(defaultAddress) },
      version,
    ),
  toWire: async (work, { companyName, address, email, language, culture }) => {
    const { id, domain } = await tenantOf(work, work.account);
    return {
      id,
      tenantId: id,
      domain,
      companyName,
      defaultAddress: address,
      email,
      language,
      culture,
      profileType: 'organization_profile',
    };
  },
};

/** A country as it is kept: upper case. */
const place = <Address extends { readonly country: string }>(address: Address): Address => ({
  ...address,
  country: address.country.toUpperCase(),
});

/** `FR`, `FR-fr` as `fr`, `fr-FR`. */
function spelled(language: string, culture: string) {
  const [tongue = '', country = ''] = culture.split('-');
  return { language: language.toLowerCase(), culture: `${tongue.toLowerCase()}-${country.toUpperCase()}` };
}
