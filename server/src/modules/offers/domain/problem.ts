/** What keeps a draft from being published: where, on which page of the offer's menu, and what to do. */
import type { RuleReference } from '../../../kernel/index.ts';

/** Pages of the offer's menu (rule A24). */
export type OfferPage = 'setup' | 'properties' | 'listing' | 'preview' | 'technical' | 'plans' | 'audience';

export interface OfferProblem {
  /** e.g. `plans[0].prices[2].amount`. */
  readonly path: string;
  readonly page: OfferPage;
  readonly code: string;
  readonly message: string;
  readonly rule?: RuleReference;
}

/** Collects the problems of one page. */
export interface Findings {
  add(path: string, code: string, message: string, rule?: RuleReference): void;
}

export function findingsOf(page: OfferPage, problems: OfferProblem[]): Findings {
  return {
    add: (path, code, message, rule) => void problems.push({ path, page, code, message, ...(rule ? { rule } : {}) }),
  };
}

const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function isEmail(text: string): boolean {
  return emailShape.test(text);
}
