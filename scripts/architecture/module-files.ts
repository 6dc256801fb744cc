/** The names of a module's files: the same in every module, so that a reader knows where to look before he looks. */

/** What the files of a module may be called, below its folder. */
const expected =
  /^(README\.md|(index|service|store|tables|faults|events|tasks)\.ts|(service|domain|store)\/[a-z0-9-]+(\.test)?\.ts|[a-z0-9-]+\.test\.ts)$/;

/** What every module has. */
const required = ['README.md', 'index.ts'];

/** Billing's documents: what an invoice says, and its layout as PDF. */
const exceptions: Readonly<Record<string, RegExp>> = {
  billing: /^document\/[a-z-]+(\.test)?\.ts$/,
};

export interface MisnamedFile {
  readonly file: string;
  readonly comment: string;
}

/** `files` are paths below the root, with `/`. */
export function misnamedFiles(files: readonly string[]): MisnamedFile[] {
  const modules = new Map<string, string[]>();
  for (const file of files) {
    const [, name, rest] = /^server\/src\/modules\/([^/]+)\/(.+)$/.exec(file) ?? [];
    if (name && rest) modules.set(name, [...(modules.get(name) ?? []), rest]);
  }
  return [...modules].flatMap(([name, found]) => {
    const at = (file: string, comment: string) => ({ file: `server/src/modules/${name}/${file}`, comment });
    const unknown = found.filter((file) => !expected.test(file) && !exceptions[name]?.test(file));
    const both = ['service', 'store'].filter(
      (part) => found.includes(`${part}.ts`) && found.some((file) => file.startsWith(`${part}/`)),
    );
    return [
      ...unknown.map((file) =>
        at(file, 'a module holds README, index, service, domain, store, tables, faults, events, tasks'),
      ),
      ...required.filter((file) => !found.includes(file)).map((file) => at(file, 'every module has it')),
      ...both.map((part) => at(`${part}.ts`, `belongs into ${part}/: one of the two`)),
    ];
  });
}
