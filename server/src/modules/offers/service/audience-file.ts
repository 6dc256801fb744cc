/** "Import CSPs" and "Export CSPs": an offer's list as a CSV file that another offer takes (rule A13). */
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { dayOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { marketOf } from '../../../programme/markets.ts';
import { partnerAccountsOf, type PartnerAccount } from '../../partners/index.ts';
import { fileProblem, readRows, type FileProblem, type FileRow, type FileRows } from '../domain/audience-file.ts';
import { offerFault } from '../faults.ts';
import * as store from '../store.ts';
import { ownOffer } from './drafts.ts';
import { isSelectable } from './selectable.ts';
import { addToDraft } from './sync.ts';

/** Most rows of a file; a list holds as many partners. */
const mostRows = 20_000;

export interface AudienceImport {
  readonly offerId: string;
  /** The file's text, whatever its line ends and separator; a byte order mark is fine. */
  readonly text: string;
  /** Adds the good rows to the draft; without it the file is only looked through. */
  readonly commit: boolean;
  /** With `commit`: adds the good rows although others are bad. */
  readonly skipBadRows: boolean;
}

/** `rows` = partners + alreadyThere + repeated + problems. */
export interface AudienceImportReport {
  readonly rows: number;
  /** Partners that this call added to the draft: all of `partners`, or none. */
  readonly imported: number;
  /** Rows whose partner is on the draft's list already. */
  readonly alreadyThere: number;
  /** Rows that repeat an earlier one. */
  readonly repeated: number;
  /** In the file's order. */
  readonly problems: readonly FileProblem[];
  /** The partners of the good rows that the draft's list did not have. */
  readonly partners: readonly PartnerAccount[];
  /** The draft's revision now. */
  readonly revision: number;
}

/**
 * Looks through a file row by row and, when asked to, adds its partners to the draft: all good ones or nobody.
 * Faults: OfferUnknown, AudienceFileRefused when it is no such file, AudienceListFull.
 */
export async function importAudience(work: Work, input: AudienceImport): Promise<AudienceImportReport> {
  const file = readFile(input.text);
  await store.lockDraft(work, work.actor.tenantId, input.offerId);
  const row = await ownOffer(work, input.offerId);
  const listed = new Set((await store.draftOf(work, input.offerId)).audience.partnerTenantIds);
  const fresh = file.named.filter(({ tenantId }) => !listed.has(tenantId));
  const { partners, problems } = await judged(work, file, fresh);
  const report = {
    rows: file.rows,
    alreadyThere: file.named.length - fresh.length,
    repeated: file.repeated,
    problems,
    partners,
  };
  if (!input.commit || (problems.length > 0 && !input.skipBadRows)) {
    return { ...report, imported: 0, revision: row.revision };
  }
  const ids = partners.map((partner) => partner.tenantId);
  return { ...report, imported: ids.length, revision: await addToDraft(work, row, ids) };
}

/** The rows that name a partner who can be selected, and the others with what is wrong. One question for all of them. */
async function judged(work: Work, file: FileRows, fresh: readonly FileRow[]) {
  const accounts = await partnerAccountsOf(
    work,
    fresh.map(({ tenantId }) => tenantId),
  );
  const known = new Map(accounts.map((partner) => [partner.tenantId, partner]));
  const partners: PartnerAccount[] = [];
  const problems = [...file.problems];
  for (const { row, tenantId } of fresh) {
    const partner = known.get(tenantId);
    if (partner && isSelectable(partner)) partners.push(partner);
    else problems.push(fileProblem(row, tenantId, whyNot(partner)));
  }
  return { partners, problems: problems.toSorted((left, right) => left.row - right.row) };
}

function whyNot(partner: PartnerAccount | undefined) {
  if (!partner) return 'PartnerUnknown';
  return partner.kind === 'reseller' ? 'PartnerIsReseller' : 'PartnerNotActive';
}

function readFile(text: string): FileRows {
  if (text.includes('\0')) throw refusedFile('The file is not plain text. Save it as "CSV UTF-8" and import it again.');
  const file = readRows(cellsOf(text));
  if (!file) {
    throw refusedFile(
      'The file has no column "Tenant ID", and its first column holds no tenant ID. Export a list to see one.',
    );
  }
  if (file.rows > mostRows) {
    throw refusedFile(`The file has ${file.rows} rows; ${mostRows} are the most. Divide it into several files.`);
  }
  return file;
}

function cellsOf(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
    });
  } catch (error) {
    throw refusedFile(`The file cannot be read as CSV: ${(error as Error).message}`);
  }
}

/** The separator that the first line has most of, outside quotes. */
function separatorOf(text: string): string {
  const line = /[^\r\n]+/.exec(text)?.[0].replaceAll(/"[^"]*"/g, '') ?? '';
  const count = (separator: string) => line.split(separator).length;
  return [',', ';', '\t'].toSorted((left, right) => count(right) - count(left))[0]!;
}

const refusedFile = (message: string) => offerFault('AudienceFileRefused', message);

const columns = ['Tenant ID', 'Company', 'Location', 'Region'];

/**
 * The draft's list as CSV (RFC 4180) in its order: UTF-8 with a byte order mark, because spreadsheets read it wrongly
 * without one, and with an apostrophe before what a spreadsheet would run. Faults: OfferUnknown, AudienceListEmpty.
 */
export async function exportAudience(work: Work, offerId: string): Promise<{ fileName: string; text: string }> {
  const { externalId } = await ownOffer(work, offerId);
  const listed = (await store.draftOf(work, offerId)).audience.partnerTenantIds;
  if (listed.length === 0) {
    throw offerFault(
      'AudienceListEmpty',
      'The draft names no partner, so there is nothing to export. Add partners first.',
    );
  }
  const known = new Map((await partnerAccountsOf(work, listed)).map((partner) => [partner.tenantId, partner]));
  const rows = listed.map((tenantId) => {
    const partner = known.get(tenantId);
    const market = partner && marketOf(partner.country, dayOf(work.now));
    return [
      tenantId,
      partner?.name ?? '',
      market?.name ?? partner?.country ?? '',
      market?.region ?? partner?.region ?? '',
    ];
  });
  const text = stringify([columns, ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
  return { fileName: `CSP-audience_${externalId}.csv`, text };
}
