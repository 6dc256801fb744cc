/** What an entry of the registry is, and how one is written down. */
import { cite, type Citation, type Language } from './documents.ts';

/**
 * How far a rule binds: `binding` stands in a source document, `filled` in another document where those are silent, and
 * `inferred` is our own decision where all are silent: a policy that an operator may see, question and have changed.
 */
export type RuleKind = 'binding' | 'filled' | 'inferred';

/** A rule without its id, which is its key in the registry. */
export interface RuleEntry {
  /** One plain sentence for those who work with the programme. */
  readonly statement: Readonly<Record<Language, string>>;
  /** Where it stands, the deciding document first. */
  readonly sources: readonly [Citation, ...Citation[]];
  readonly kind: RuleKind;
  /** First and last day it is in force, `YYYY-MM-DD`; absent where it has no such bound. */
  readonly since?: string;
  readonly until?: string;
}

type Period = Pick<RuleEntry, 'since' | 'until'>;

const entry =
  (kind: RuleKind) =>
  (fr: string, en: string, sources: RuleEntry['sources'], period: Period = {}): RuleEntry => ({
    statement: { fr, en },
    sources,
    kind,
    ...period,
  });

/** Said by one of the source documents. */
export const binding = entry('binding');
/** Said by another document, where the source documents are silent. */
export const filled = entry('filled');
/** Decided by us, where all documents are silent. */
export const inferred = entry('inferred');

export { cite };
