/** Every refusal of the server reaches the reader in the reader's language: the codes are read from the server's source. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { proofProblems } from '@comptoir/contracts/comptoir/billing';
import { expect, test } from 'vitest';
import en from './en.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

const server = join(import.meta.dirname, '../../../server/src');
const files = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(server, file), 'utf8') }));

const codesIn = (wanted: RegExp, code: RegExp) => [
  ...new Set(
    files
      .filter(({ file }) => wanted.test(file))
      .flatMap(({ text }) => [...text.matchAll(code)].map((match) => match[1]!)),
  ),
];

/** What no page of the portal can meet: only programs call these, or the command line. */
const notMet: Readonly<Record<string, RegExp>> = {
  'product ingestion': /^Ingestion/,
  'SaaS fulfillment': /^(?:ActivationDiffers|LandingToken(?:Foreign|Invalid)|PurchaseForeign|UsageReportTooLong)$/,
  'the catalogue of Partner Center': /^(?:AvailabilityUnknown|Target(?:Segment|View)NotAllowed)$/,
  'the agreement status of Partner Center':
    /^(?:AgreementStatus(?:AskedTwice|Unasked)|Mpn(?:AgreementMissing|IdMalformed|IdNotReseller|IdOutsideProgramme)|PartnerTenantUnknown|ResellerOfOtherRegion|Tenant(?:AgreementMissing|IdMalformed))$/,
  'what Partner Center has and nobody sells here': /^FeatureNotOffered$/,
  'what Partner Center offers of other products':
    /^(?:AzureEntitlementNotFound|BillingCycleNotOffered|FeatureNotServed|MigrationNotFound|NotAzureSubscription|NotTransferable|OrderNotCancellable|OverageNotEligible|SupportContactRefused|TransferNotFound)$/,
  'webhooks of Partner Center':
    /^Webhook(?:AddressRefused|EventUnknown|NotRegistered|Registered|TestNotFound|TestNotRegistered)$/,
  'the token service': /^UnknownResource$/,
  'set-up from the command line': /^ClientIdTaken$/,
};

test('Every code of a refusal has a text in both languages, or is one that no page can meet', () => {
  const codes = [
    ...codesIn(/fault-codes\.ts$/, /\| '([A-Z][A-Za-z]+)'/g),
    // A module's, by their kinds.
    ...codesIn(/faults\.ts$/, /^ {2}([A-Z][A-Za-z]+): '[a-z][A-Za-z]+',$/gm),
  ];
  expect(codes).toContain('CultureNotSupported');
  expect(codes.length).toBeGreaterThan(100);
  const met = codes.filter((code) => !Object.values(notMet).some((family) => family.test(code)));
  expect(met.filter((code) => !(`errors.${code}` in en))).toEqual([]);
});

/** Codes beside a path: problems of a body. What is none, and where else its words are. */
const noProblems: Readonly<Record<string, string>> = {
  UnknownHost: 'before any page',
  // As the contract's own say it: `issueText` has the words of all of them.
  custom: 'a schema’s: form.wrong',
  invalid_value: 'a schema’s',
  too_small: 'a schema’s',
  chargeNotInvoiced: 'a proof’s problem: proof.problem',
  documentKind: 'a proof’s difference',
  documentNumber: 'a proof’s difference: proof.difference',
  documentTotal: 'a proof’s difference',
  exchangeRate: 'due work: dueWork.waits',
  fileReaders: 'a proof’s difference',
  fileRow: 'a proof’s difference',
  guessed: 'a password’s: problems.password',
  marginDiffers: 'a proof’s problem',
  marginUnfounded: 'a proof’s problem',
  ownName: 'a password’s',
  tooLong: 'a password’s',
  usageCharged: 'a proof’s problem',
  usageReported: 'a proof’s problem',
  tooShort: 'a password’s',
  untypable: 'a password’s',
};

test('Every code of a problem at a field has a text in both languages', () => {
  const own = codesIn(/^(?:modules\/(?!ingestion)|platform\/|programme\/)/, /\bcode: '([A-Za-z_]+)'/g);
  const added = codesIn(/^modules\/offers\//, /\badd\(\s*[^,]+,\s*'([A-Z][A-Za-z]+)'/g);
  expect([own.length > 20, added.length > 40]).toEqual([true, true]);
  const known = (code: string) =>
    `problems.${code}` in en ||
    `errors.${code}` in en ||
    code in noProblems ||
    Object.keys(en).some((id) => id.startsWith(`problems.${code}.`));
  expect([...own, ...added].filter((code) => !known(code))).toEqual([]);
});

test('Every problem of a private offer has a text in both languages, by its member and code', () => {
  const found = files
    .filter(({ file }) => file === 'modules/private-offers/domain/validate.ts')
    .flatMap(({ text }) => [...text.matchAll(/\badd\(\s*['`]([^'`]+)['`],\s*'(\w+)'/g)])
    .map(([, path, code]) => `privateOffer.problem.${/([a-zA-Z]+)(\[[^\]]*\])?$/.exec(path!)![1]}.${code}`);
  expect(found.length).toBeGreaterThan(8);
  expect(found.filter((id) => !(id in en))).toEqual([]);
});

test('Every problem that a proof names has a text in both languages', () => {
  expect(proofProblems.filter((code) => !(`proof.problem.${code}` in en) || !(`proof.problem.${code}` in fr))).toEqual(
    [],
  );
});
