/** docs/rules.md: the registry of programme rules in both languages, and where the source decides by each. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allRules, citationText, type Rule, type RuleFamily } from '../../server/src/programme/rules/index.ts';
import { generated, table } from './markdown.ts';

const families: Readonly<Record<RuleFamily, string>> = {
  A: 'CSP reseller audience',
  B: 'Enrolment and accounts',
  C: 'Markets and currencies',
  D: 'Indirect model and relationships',
  E: 'Azure and exchange rates',
  F: 'Marketplace purchases',
  G: 'Billing',
  H: 'Support',
};

/** Where the registry itself stands; it names rules and decides nothing. */
const registry = 'programme/rules/';

/** Files that refuse or allow by a rule, by its id; relative to `server/src`. What a comment says counts for nothing. */
export async function decidingFiles(root: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const folder = join(root, 'server/src');
  const files = new Map<string, Set<string>>();
  const entries = await readdir(folder, { recursive: true });
  const names = entries.map((name) => name.replaceAll('\\', '/'));
  const sources = names.filter((name) => /(?<!\.test)\.ts$/.test(name) && !name.startsWith(registry));
  for (const file of sources.toSorted()) {
    const text = withoutComments(await readFile(join(folder, file), 'utf8'));
    for (const [, plain, quoted] of text.matchAll(/\brules(?:\.([A-Z]\d+)|\['([A-Z]\d+(?:\/[\w-]+)?)'\])/g)) {
      const id = (plain ?? quoted)!;
      files.set(id, (files.get(id) ?? new Set()).add(file));
    }
  }
  return new Map([...files].map(([id, found]) => [id, [...found]]));
}

/** Comments begin a line or follow a statement, as the formatter writes them. */
const withoutComments = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|(?:^|\s)\/\/.*$/gm, '');

const standing = {
  binding: 'programme document',
  filled: 'filled from another document',
  inferred: 'operator’s policy',
} as const satisfies Record<Rule['kind'], string>;

export function rulesPage(deciding: ReadonlyMap<string, readonly string[]>): string {
  const rules = allRules();
  const sections = Object.entries(families).map(([family, name]) => {
    const rows = rules.filter((rule) => rule.family === family).map((rule) => row(rule, deciding.get(rule.id) ?? []));
    return `## ${family}. ${name}\n\n${table(['rule', 'français', 'English', 'documents', 'standing', 'decided in'], rows)}`;
  });
  return `# Rules

${generated} Its source is \`server/src/programme/rules\`.

${rules.length} rules of the programme, each once. A refusal tells the reader what the rule says and which document says so, in the reader's language; the portal has them as a page, and \`GET /comptoir/v1/rules\` as data.
A *programme document* is one of the five documents the programme is built from; lines are of its text as it was given. Where these are silent, a rule is *filled from another document* of Microsoft's public pages. Where all are silent it is the *operator's policy*, with the decision that chose it.
English titles are those of Microsoft's pages, as they stood on the date beside them; French titles are ours where no French page was at hand.
*Decided in* names the files that refuse or allow by the rule; a dash there means that the rule shapes data, dates or amounts and refuses nothing by itself.

${sections.join('\n\n')}
`;
}

function row(rule: Rule, files: readonly string[]): string[] {
  const period = [rule.since ? `since ${rule.since}` : '', rule.until ? `until ${rule.until}` : ''].filter(Boolean);
  return [
    rule.id,
    rule.statement.fr,
    rule.statement.en,
    rule.sources.map((citation) => citationText(citation, 'en')).join('; '),
    [standing[rule.kind], ...period].join(', '),
    files.map((file) => `[${file}](../server/src/${file})`).join(', ') || '–',
  ];
}
