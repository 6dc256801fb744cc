/** A company's own enrolment, its identifiers and agreements, and what people who are not signed in do by links of mails. */
import {
  associationCode,
  associationCodes,
  checkedAddress,
  confirmedAddress,
  confirmedSignUp,
  enrolment,
  foundCompany,
  location,
  locations,
  ownEnrolments,
  readConfirmation,
  readSignUp,
  signUpAsked,
  signUpCountries,
  type CompanyAddress,
  type CompanyChange,
  type EnrolmentKind,
  type NewLocation,
  type NewSignUp,
} from '@comptoir/contracts/comptoir/enrolment';
import {
  agreementText,
  ownAgreement,
  ownAgreements,
  programmeDocuments,
  type OwnAgreement,
} from '@comptoir/contracts/comptoir/partner-agreements';
import { queryOptions } from '@tanstack/react-query';
import { ask, askRaw, download } from '../../api/client.ts';
import type { Language } from '../../ui/text.tsx';

const root = '/comptoir/v1';
const own = (kind: EnrolmentKind) => `${root}/enrolments/${kind}`;

export const enrolmentsQuery = queryOptions({
  queryKey: ['enrolments'],
  queryFn: () => ask(`${root}/enrolments`, ownEnrolments),
});

export const startEnrolment = (kind: EnrolmentKind) =>
  ask(`${root}/enrolments`, enrolment, { method: 'POST', body: { kind } });

export const saveDraft = (kind: EnrolmentKind, body: unknown) =>
  ask(`${own(kind)}/draft`, enrolment, { method: 'PUT', body });

export const associatePartnerId = (kind: EnrolmentKind, body: unknown) =>
  ask(`${own(kind)}/partner-id`, enrolment, { method: 'PUT', body });

export const moveEnrolment = (kind: EnrolmentKind, move: 'submit' | 'resend') =>
  ask(`${own(kind)}/${move}`, enrolment, { method: 'POST' });

export const documentPath = (kind: EnrolmentKind) => `${own(kind)}/documents`;

export const checkAddress = (country: string, address: CompanyAddress) =>
  ask(`${root}/enrolments/address-check`, checkedAddress, { method: 'POST', body: { country, address } });

export const findCompany = (duns: string) => ask(`${root}/enrolments/company`, foundCompany, { query: { duns } });

export const locationsQuery = queryOptions({
  queryKey: ['locations'],
  queryFn: () => ask(`${root}/locations`, locations),
});

export const addLocation = (body: NewLocation) => ask(`${root}/locations`, location, { method: 'POST', body });

export const makeCode = (mpnId: string) =>
  ask(`${root}/locations/${encodeURIComponent(mpnId)}/association-code`, associationCode, { method: 'POST' });

export const codesQuery = queryOptions({
  queryKey: ['association-codes'],
  queryFn: () => ask(`${root}/association-codes`, associationCodes),
});

export const withdrawCode = (id: string) =>
  askRaw(`${root}/association-codes/${encodeURIComponent(id)}`, { method: 'DELETE' });

export const agreementsQuery = queryOptions({
  queryKey: ['agreements'],
  queryFn: () => ask(`${root}/agreements`, ownAgreements),
});

export const agreementTextQuery = (kind: OwnAgreement['agreement'], language: Language, on: string | undefined) =>
  queryOptions({
    queryKey: ['agreements', kind, 'text', language, on],
    queryFn: () => ask(`${root}/agreements/${kind}/text`, agreementText, { query: { language, on } }),
  });

export const downloadAgreement = (kind: OwnAgreement['agreement'], language: Language, on: string) =>
  download(
    `${root}/agreements/${kind}/document?${new URLSearchParams({ language, on }).toString()}`,
    `${kind}-agreement-${on}-${language}.pdf`,
    'application/pdf',
  );

export const acceptAgreement = ({ agreement, region, version }: OwnAgreement, language: Language) =>
  ask(`${root}/agreements/${agreement}/accept`, ownAgreement, { method: 'POST', body: { region, version, language } });

export const documentsQuery = (language: Language) =>
  queryOptions({
    queryKey: ['programme-documents', language],
    queryFn: () => ask(`${root}/programme-documents`, programmeDocuments),
  });

const change = `${root}/legal-profile/change`;

/** Has another name or address of the company verified. */
export const changeCompany = (body: CompanyChange) => ask(change, enrolment, { method: 'POST', body });

export const withdrawChange = () => ask(change, enrolment, { method: 'DELETE' });

/** Countries of the programme on the business date, with their CSP region. */
export const signUpCountriesQuery = queryOptions({
  queryKey: ['sign-up', 'countries'],
  queryFn: async () => (await ask(`${root}/sign-up/countries`, signUpCountries)).items,
  staleTime: Number.POSITIVE_INFINITY,
});

export const signUp = (body: NewSignUp) => ask(`${root}/sign-up`, signUpAsked, { method: 'POST', body });

export const signUpLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['sign-up', token],
    queryFn: () => ask(`${root}/sign-up/read`, readSignUp, { method: 'POST', body: { token } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const confirmSignUp = (body: { readonly token: string; readonly password: string }) =>
  ask(`${root}/sign-up/confirm`, confirmedSignUp, { method: 'POST', body });

export const confirmationQuery = (token: string) =>
  queryOptions({
    queryKey: ['enrolment-confirmation', token],
    queryFn: () => ask(`${root}/enrolment-confirmation/read`, readConfirmation, { method: 'POST', body: { token } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const confirmAddress = (token: string) =>
  ask(`${root}/enrolment-confirmation/confirm`, confirmedAddress, { method: 'POST', body: { token } });
