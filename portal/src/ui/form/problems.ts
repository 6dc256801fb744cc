/** What is wrong with a form, by field and in the reader's language, whichever side found it. Pure. */
import type { CallError } from '@comptoir/contracts/call';
import type { z } from 'zod';
import type { Text } from '../text.tsx';

export interface FieldProblem {
  /** Dotted, as fields are named: `billingProfile.defaultAddress.city`, `lines.0.quantity`. */
  readonly path: string;
  readonly message: string;
}

/** `lines[0].quantity` and `['lines', 0, 'quantity']` as fields are named: `lines.0.quantity`. */
export const fieldPath = (path: string | readonly PropertyKey[]): string =>
  typeof path === 'string' ? path.replaceAll(/\[(\d+)\]/g, '.$1').replace(/^\./, '') : path.map(String).join('.');

/** The member of a body at a path; undefined where there is none. */
function memberAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (value && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[step] : undefined),
    body,
  );
}

/** Formats that have words of their own. */
const formats = new Set(['email', 'url', 'guid', 'uuid']);

/** What the contracts ask for in a sentence of their own, and what a person types for it. */
const contractWords = [
  ['must be a decimal text', 'form.wrong.amount'],
  ['must be a percentage', 'form.wrong.percentage'],
  ['must be a PartnerID', 'form.wrong.partnerId'],
] as const;

export function issueText(t: Text, issue: z.core.$ZodIssue, body: unknown): string {
  const value = memberAt(body, issue.path);
  if (value === undefined || value === '') return t('form.wrong.missing');
  if (issue.code === 'too_big') {
    return t(issue.origin === 'string' ? 'form.wrong.tooLong' : 'form.wrong.tooMuch', { limit: Number(issue.maximum) });
  }
  if (issue.code === 'too_small') {
    return t(issue.origin === 'string' ? 'form.wrong.tooShort' : 'form.wrong.tooLittle', {
      limit: Number(issue.minimum),
    });
  }
  if (issue.code === 'invalid_format' && formats.has(issue.format)) {
    return t.maybe(`form.wrong.${issue.format}`) ?? t('form.wrong.value');
  }
  const [, typed] = contractWords.find(([begin]) => issue.message.startsWith(begin)) ?? [];
  if (typed) return t(typed);
  if (issue.code === 'invalid_type' && (issue.expected === 'int' || issue.expected === 'number')) {
    return t('form.wrong.whole');
  }
  if (issue.code === 'custom' && issue.params?.['reason'] === 'hidden') return t('form.wrong.hidden');
  return t('form.wrong.value');
}

/** Codes of the schemas, which say nothing to a reader. */
const schemaCodes = /^(invalid_|too_|not_multiple_of|unrecognized_keys|custom$)/;

/** What a refusal's sentence is made of, as texts take it: countries by their names. */
export const faultValues = (t: Text, values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      name === 'country' ? t.formats.country(String(value)) : typeof value === 'number' ? value : String(value),
    ]),
  );

/**
 * What the server found, by the problem's code, and by member where each has words of its own; its own sentence where the
 * portal has no words.
 */
export function serverProblems(t: Text, fault: Pick<CallError, 'problems' | 'values'>): readonly FieldProblem[] {
  const values = faultValues(t, fault.values);
  return fault.problems.map(({ path, code = '', message }) => ({
    path: fieldPath(path),
    message:
      t.maybe(`problems.${code}.${path.split('.').at(-1)}`, values) ??
      t.maybe(`problems.${code}`, values) ??
      t.maybe(`errors.${code}`, values) ??
      (schemaCodes.test(code) ? t('form.wrong.value') : message),
  }));
}

/** The same for a form that does not know its fields: what would say nothing by itself names the member it is about. */
export function toldProblems(t: Text, fault: Pick<CallError, 'problems' | 'values'>): readonly FieldProblem[] {
  return serverProblems(t, fault).map(({ path, message }) => ({
    path,
    message:
      path !== '' && message === t('form.wrong.value') ? t('form.problem', { field: path, problem: message }) : message,
  }));
}

/** Texts trimmed and what was left empty absent, as contracts have optional members. */
export function filled(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) return value.map(filled);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([name, member]) => [name, filled(member)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}
