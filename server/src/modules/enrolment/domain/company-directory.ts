/** A directory of companies by DUNS number (rule B11), whoever provides it. Pure. */

export interface DirectoryCompany {
  /** Nine digits. */
  readonly duns: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly registrationNumber: string;
  readonly addressLine1: string;
  readonly addressLine2: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly website: string;
}

export interface CompanyDirectory {
  /** The company of a DUNS number, or undefined. */
  find(duns: string): Promise<DirectoryCompany | undefined>;
}

/** The nine digits of a DUNS number, however they are spaced; undefined for what is none. */
export function readDuns(text: string): string | undefined {
  const digits = text.replaceAll(/[\s-]/g, '');
  return /^\d{9}$/.test(digits) ? digits : undefined;
}

const members = [
  'duns',
  'name',
  'country',
  'registrationNumber',
  'addressLine1',
  'addressLine2',
  'city',
  'state',
  'postalCode',
  'website',
] as const;

/** The companies of a directory file, an array of objects of texts; undefined when it is none. */
export function readCompanies(content: string): readonly DirectoryCompany[] | undefined {
  let read: unknown;
  try {
    read = JSON.parse(content);
  } catch {
    return undefined;
  }
  return Array.isArray(read) && read.every(isCompany) ? read : undefined;
}

function isCompany(row: unknown): row is DirectoryCompany {
  if (typeof row !== 'object' || row === null) return false;
  const given = row as Readonly<Record<string, unknown>>;
  return members.every((member) => typeof given[member] === 'string') && readDuns(String(given['duns'])) !== undefined;
}
