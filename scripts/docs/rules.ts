/** docs/rules.md: every programme rule the source cites, as a reference with its source or in a comment. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generated, table } from './markdown.ts';

interface CitedRule {
  readonly sources: Set<string>;
  /** Files that hand the rule to whoever is refused. */
  readonly decides: Set<string>;
  /** Files that only name it. */
  readonly names: Set<string>;
}

const folders = ['contracts/src', 'portal/src', 'server/migrations', 'server/src'];
const reference = /\bid: '([A-Z]\d+|[a-z][\w-]* \d+)[^']*',\s*source:\s*'([^']+)'/g;
const mention = /\brules?\s+((?:[A-Z]\d+)(?:(?:,\s*|\s+and\s+|\s+to\s+)[A-Z]\d+)*)/g;

/** Rules by id, collected from all source files but tests. Files are relative to `root`. */
export async function citedRules(root: string): Promise<ReadonlyMap<string, CitedRule>> {
  const rules = new Map<string, CitedRule>();
  const ruleOf = (id: string): CitedRule => {
    const known = rules.get(id) ?? { sources: new Set(), decides: new Set(), names: new Set() };
    rules.set(id, known);
    return known;
  };
  for (const folder of folders) {
    const entries = await readdir(join(root, folder), { recursive: true });
    for (const entry of entries.filter((name) => /(?<!\.test)\.(?:tsx?|sql)$/.test(name)).toSorted()) {
      const file = `${folder}/${entry.replaceAll('\\', '/')}`;
      const text = await readFile(join(root, file), 'utf8');
      for (const [, id, source] of text.matchAll(reference)) {
        ruleOf(id!).sources.add(source!);
        ruleOf(id!).decides.add(file);
      }
      // Comments break sentences over lines: their beginnings are taken away first.
      const prose = text.replaceAll(/\n\s*(?:\*|\/\/|--)\s?/g, ' ');
      for (const [, ids] of prose.matchAll(mention)) for (const id of expand(ids!)) ruleOf(id).names.add(file);
    }
  }
  return rules;
}

/** Longer ranges name a whole page of rules; only their ends are listed. */
const longestRange = 4;

/** `C2 to C4` → C2, C3, C4; `F21, F22` → both. */
function expand(ids: string): string[] {
  return ids.split(/,\s*|\s+and\s+/).flatMap((part) => {
    const [from, to] = part.split(/\s+to\s+/);
    const [first, last] = [Number(from!.slice(1)), Number((to ?? from)!.slice(1))];
    if (!to || from![0] !== to[0] || last - first >= longestRange) return to ? [from!, to] : [from!];
    return Array.from({ length: last - first + 1 }, (_, index) => `${to[0]}${first + index}`);
  });
}

export function rulesPage(rules: ReadonlyMap<string, CitedRule>): string {
  const sorted = [...rules].toSorted(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }));
  const files = (some: ReadonlySet<string>) => [...some].map((file) => `[${short(file)}](../${file})`).join(', ');
  const rows = sorted.map(([id, { sources, decides, names }]) => [
    id,
    [...sources].join('; ') || '–',
    files(decides) || '–',
    files(new Set([...names].filter((file) => !decides.has(file)))) || '–',
  ]);
  return `# Rules

${generated}

Programme rules that the code cites: ${rows.length}. A refusal names its rule and the rule's source, so that the person who meets it can look it up.
The second column is what the refusal says; a dash there means that the rule only shaped the code and decides nothing by its name.

- \`SEED n Ln\`: line of one of the five source documents, Microsoft's French pages: 0 reseller audience of marketplace offers, 1 indirect providers,
  2 Azure in the CSP programme, 3 marketplace products for customers, 4 support of marketplace products.
- \`MS name date\`: another page of Microsoft's public documentation, with the page's own date where it has one.
- Letters: A audience, B accounts and roles, C markets and regions, D relationships, E Azure and prices, F purchases, G billing, X contradictions between sources.

${table(['rule', 'source', 'decides in', 'named in'], rows)}
`;
}

function short(file: string): string {
  return file.replace(/^server\/(?:src\/)?/, '');
}
