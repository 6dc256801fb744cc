/** Reads the file of a company directory, once, when the server starts. Another directory implements `CompanyDirectory`. */
import { readFileSync } from 'node:fs';
import { StartError } from '../../../platform/start-error.ts';
import { readCompanies, readDuns, type CompanyDirectory } from '../domain/company-directory.ts';

/** Undefined where no file is configured. Throws StartError for a file that cannot be used. */
export function openCompanyDirectory(file: string | undefined): CompanyDirectory | undefined {
  if (file === undefined) return undefined;
  const companies = readCompanies(contentOf(file));
  if (!companies) {
    throw new StartError(
      `COMPTOIR_COMPANY_DIRECTORY: ${file} must be a JSON array of companies, as docs/operations.md says.`,
    );
  }
  const byDuns = new Map(companies.map((company) => [readDuns(company.duns)!, company]));
  return { find: (duns) => Promise.resolve(byDuns.get(duns)) };
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartError(`COMPTOIR_COMPANY_DIRECTORY: ${file} cannot be read.`, { cause: error });
  }
}
