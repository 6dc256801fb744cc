/**
 * Contracts that are read here as one text by day and language: the standard contract of offers (rule F8, SUP-04), the
 * agreements that partners and publishers sign (rule B17). Pure.
 */

export const contractLanguages = ['en', 'fr'] as const;
export type ContractLanguage = (typeof contractLanguages)[number];

export interface ContractText {
  readonly title: string;
  /** Paragraphs before the first clause. */
  readonly introduction: readonly string[];
  readonly clauses: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
}

/** One version: the text that applies from a day on, in every language. */
export interface ContractVersion {
  readonly since: Temporal.PlainDate;
  readonly texts: Readonly<Record<ContractLanguage, ContractText>>;
}

const fileName = /^(\d{4}-\d{2}-\d{2})\.(en|fr)\.md$/;

/**
 * Versions from files by name, `2026-01-01.en.md`, the oldest first. A text has a title behind `# `, clauses behind `## `
 * and paragraphs between empty lines. Problems say what is wrong with which file.
 */
export function contractVersions(files: ReadonlyMap<string, string>): {
  readonly versions: readonly ContractVersion[];
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const days = new Map<string, Map<ContractLanguage, ContractText>>();
  for (const [name, content] of files) {
    const [, day, language] = fileName.exec(name) ?? [];
    const text = contractText(content);
    if (!day || !isDay(day)) problems.push(`${name} must be named by day and language, for example 2026-01-01.en.md`);
    else if (text === undefined) problems.push(`${name} must begin with a title ("# …") and have clauses ("## …")`);
    else days.set(day, (days.get(day) ?? new Map()).set(language as ContractLanguage, text));
  }
  const versions: ContractVersion[] = [];
  for (const [day, texts] of [...days].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const [en, fr] = contractLanguages.map((language) => texts.get(language));
    if (en && fr) versions.push({ since: Temporal.PlainDate.from(day), texts: { en, fr } });
    else problems.push(`${day}.${en ? 'fr' : 'en'}.md is missing: each version has an English and a French text`);
  }
  if (versions.length === 0 && problems.length === 0)
    problems.push('there is no text: add 2026-01-01.en.md and .fr.md');
  return { versions, problems };
}

/** The version that applies on a day; before the first one, the first. */
export function contractOn(versions: readonly ContractVersion[], day: Temporal.PlainDate): ContractVersion {
  return versions.findLast(({ since }) => Temporal.PlainDate.compare(since, day) <= 0) ?? versions[0]!;
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

function contractText(content: string): ContractText | undefined {
  const blocks = content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n\s*\r?\n/)
    .map((block) => block.trim().replaceAll(/\s*\r?\n\s*/g, ' '))
    .filter((block) => block !== '');
  const [first = '', ...rest] = blocks;
  if (!first.startsWith('# ')) return undefined;
  const introduction: string[] = [];
  const clauses: { readonly heading: string; readonly paragraphs: string[] }[] = [];
  for (const block of rest) {
    if (block.startsWith('## ')) clauses.push({ heading: block.slice(3).trim(), paragraphs: [] });
    else (clauses.at(-1)?.paragraphs ?? introduction).push(block);
  }
  return clauses.length === 0 ? undefined : { title: first.slice(2).trim(), introduction, clauses };
}
