/** Companies that ask to come in, one in each state, so that the operator's desk has something to show. Invented. */
import {
  confirmContact,
  decideCheck,
  deskDetail,
  emptyProfile,
  nominateProvider,
  rejectEnrolment,
  saveEnrolment,
  startEnrolment,
  submitEnrolment,
  type EnrolmentProfile,
} from '../modules/enrolment/index.ts';
import type { Work } from '../platform/work.ts';
import type { DemoTenant } from './people.ts';

const administrator = ['global_admin', 'admin_agent'] as const;

export const demoApplicants: readonly DemoTenant[] = [
  {
    key: 'lumiere',
    name: 'Lumière Numérique',
    domain: 'lumiere-numerique.example',
    country: 'FR',
    language: 'fr',
    parts: ['applicant'],
    users: [{ name: 'lea', display: 'Léa Lumière', roles: administrator }],
  },
  {
    key: 'brumeval',
    name: 'Brumeval Services',
    domain: 'brumeval.example',
    country: 'BE',
    language: 'fr',
    parts: ['applicant'],
    users: [{ name: 'basile', display: 'Basile Brumeval', roles: administrator }],
  },
  {
    key: 'torrent',
    name: 'Torrent Informatique',
    domain: 'torrent-informatique.example',
    country: 'CH',
    language: 'fr',
    parts: ['applicant'],
    users: [{ name: 'thea', display: 'Théa Torrent', roles: administrator }],
  },
  {
    key: 'meseta',
    name: 'Meseta Distribution',
    domain: 'meseta-distribution.example',
    country: 'ES',
    language: 'en',
    parts: ['applicant'],
    users: [{ name: 'marta', display: 'Marta Meseta', roles: administrator }],
  },
];

const places: Readonly<Record<string, Pick<EnrolmentProfile['company'], 'address'> & { readonly phone: string }>> = {
  lumiere: { address: place('5 rue Nationale', '59000', 'Lille'), phone: '+33 3 20 55 01 05' },
  brumeval: { address: place('Rue de la Loi 12', '1000', 'Bruxelles'), phone: '+32 2 555 01 12' },
  torrent: { address: place('Rue du Rhône 30', '1204', 'Genève'), phone: '+41 22 555 01 30' },
};

function place(addressLine1: string, postalCode: string, city: string) {
  return { addressLine1, addressLine2: '', city, state: '', postalCode };
}

interface Applicants {
  /** In the name of a company's administrator. */
  readonly of: (key: string) => Work;
  readonly operator: Work;
  /** Scheme, host and port of the portal. */
  readonly portal: string;
}

/** One fills in its draft, one is being verified, one was rejected, and one was nominated as provider and has not begun. */
export async function makeApplicants({ of, operator, portal }: Applicants): Promise<void> {
  const [brumeval, torrent] = [of('brumeval'), of('torrent')];
  await fillIn(of('lumiere'), 'lumiere');
  const employed = { name: 'employment_verification', state: 'passed', note: 'annuaire de la société' } as const;
  for (const [work, key] of [
    [brumeval, 'brumeval'],
    [torrent, 'torrent'],
  ] as const) {
    await fillIn(work, key);
    const { revision } = await submitEnrolment(work, 'reseller', portal);
    await confirmContact(work, 'reseller', portal);
    await decideCheck(operator, { tenantId: work.account, kind: 'reseller', revision }, employed);
  }
  const named = { tenantId: torrent.account, kind: 'reseller' } as const;
  const { revision } = (await deskDetail(operator, torrent.account, 'reseller')).enrolment;
  const failed = { name: 'business_verification', state: 'failed', note: 'radiée en 2024' } as const;
  await decideCheck(operator, { ...named, revision }, failed);
  const reason =
    'La société ne figure pas au registre du commerce sous ce nom. Envoyez un extrait de moins de trois mois.';
  await rejectEnrolment(operator, { ...named, revision }, reason, portal);
  const note = 'Ten years of distribution in Spain and Portugal, 300 resellers.';
  await nominateProvider(operator, { domain: 'meseta-distribution.example', note, origin: portal });
}

async function fillIn(work: Work, key: string): Promise<void> {
  const { revision, profile } = await startEnrolment(work, 'reseller');
  const { address, phone: phoneNumber } = places[key]!;
  const empty = emptyProfile('fr');
  const { email } = profile.primaryContact;
  const filled: EnrolmentProfile = {
    ...profile,
    company: { ...profile.company, address },
    business: { ...empty.business, website: `https://${email.split('@')[1]}`, employees: '10-49' },
    primaryContact: { ...profile.primaryContact, phoneNumber },
    supportContact: { ...empty.supportContact, email, phoneNumber },
  };
  await saveEnrolment(work, { kind: 'reseller', revision, profile: filled });
}
