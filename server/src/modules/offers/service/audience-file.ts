/** "Import CSPs" and "Export CSPs": an offer's list as a CSV file that another offer takes (rule A13). */
import { dayOf, type CsvForm } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { marketOf, regionName } from '../../../programme/markets.ts';
import { partnerProfilesOf, type PartnerProfile } from '../../partners/index.ts';
import { cellsOf, textOfCells } from '../domain/audience-csv.ts';
import { fileProblem, readRows, type FileProblem, type FileRow, type FileRows } from '../domain/audience-file.ts';
import { offerFault } from '../faults.ts';
import * as store from '../store/offers.ts';
import { publisherOffer, requireResellerAudience } from './drafts.ts';
import { isSelectable } from './selectable.ts';
import { addToDraft } from './sync.ts';

/** Most rows of a file, empty ones included; a list holds as many partners. */
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
  readonly partners: readonly PartnerProfile[];
  /** The draft's revision now. */
  readonly revision: number;
}

/**
 * Looks through a file row by row and, when asked to, adds its partners to the draft: all good ones or nobody.
 * Faults: OfferUnknown, AudienceNotOffered, AudienceFileRefused when it is no such file, AudienceListFull.
 */
export async function importAudience(work: Work, input: AudienceImport): Promise<AudienceImportReport> {
  const file = readFile(input.text);
  await store.lockDraft(work, work.account, input.offerId);
  const row = await publisherOffer(work, input.offerId);
  requireResellerAudience(row);
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
  const accounts = await partnerProfilesOf(
    work,
    fresh.map(({ tenantId }) => tenantId),
  );
  const known = new Map(accounts.map((partner) => [partner.tenantId, partner]));
  const partners: PartnerProfile[] = [];
  const problems = [...file.problems];
  for (const { row, tenantId } of fresh) {
    const partner = known.get(tenantId);
    if (partner && isSelectable(partner)) partners.push(partner);
    else problems.push(fileProblem(row, tenantId, whyNot(partner)));
  }
  return { partners, problems: problems.toSorted((left, right) => left.row - right.row) };
}

function whyNot(partner: PartnerProfile | undefined) {
  if (!partner) return 'PartnerUnknown';
  return partner.kind === 'reseller' ? 'PartnerIsReseller' : 'PartnerNotActive';
}

function readFile(text: string): FileRows {
  if (text.includes('\0'))
    throw refusedFile('csv', 'The file is not plain text. Save it as "CSV UTF-8" and import it again.');
  const cells = cellsOfFile(text);
  // Said before anything is read: a file of any size is refused as quickly.
  if (cells.length > mostRows + 1) {
    throw refusedFile(
      'rows',
      `The file has more than ${mostRows} rows, the most a list holds. Split it into several files, or remove empty rows.`,
    );
  }
  const file = readRows(cells);
  if (file) return file;
  throw refusedFile(
    'columns',
    'The file has no column "Tenant ID", and its first column holds no tenant ID. Export a list to see one.',
  );
}

function cellsOfFile(text: string): string[][] {
  try {
    return cellsOf(text, mostRows + 2);
  } catch (error) {
    throw refusedFile('csv', `The file cannot be read as CSV: ${(error as Error).message}`);
  }
}

/** `why` is told apart by clients that word it themselves. */
const refusedFile = (why: 'rows' | 'columns' | 'csv', message: string) =>
  offerFault('AudienceFileRefused', message, { values: { why } });

const columns = ['Tenant ID', 'Company', 'Location', 'Region'];

/**
 * The draft's list as CSV in its order, with the table's columns that mean something elsewhere.
 * Faults: OfferUnknown, AudienceNotOffered, AudienceListEmpty.
 */
export async function exportAudience(
  work: Work,
  offerId: string,
  form: CsvForm,
): Promise<{ fileName: string; text: string }> {
  const row = await publisherOffer(work, offerId);
  requireResellerAudience(row);
  const listed = (await store.draftOf(work, offerId)).audience.partnerTenantIds;
  if (listed.length === 0) {
    throw offerFault(
      'AudienceListEmpty',
      'The draft names no partner, so there is nothing to export. Add partners first.',
    );
  }
  const known = new Map((await partnerProfilesOf(work, listed)).map((partner) => [partner.tenantId, partner]));
  const today = dayOf(work.now);
  const rows = listed.map((tenantId) => [tenantId, ...cellsFor(known.get(tenantId), today)]);
  return { fileName: `CSP-audience_${row.externalId}.csv`, text: textOfCells([columns, ...rows], form) };
}

/** Company, location and region; countries and regions by their English names, because a file travels between people. */
function cellsFor(partner: PartnerProfile | undefined, today: Temporal.PlainDate): string[] {
  if (!partner) return ['', '', ''];
  const market = marketOf(partner.country, today);
  const location = [partner.address, market?.name ?? partner.country].filter((part) => part !== '');
  return [partner.name, location.join(', '), market?.region ?? regionName(partner.region)];
}
