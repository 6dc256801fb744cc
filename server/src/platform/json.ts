/** JSON as clients send it: what no part of the house could keep or print is refused at the door. */
import { isUtf8 } from 'node:buffer';
import { decimal, Fault, toText } from '../kernel/index.ts';
import { invalidInput, pathText } from './invalid-input.ts';

/** Deeper than any body has reason to be, and far from where a recursive reader would run out of stack. */
const deepest = 32;

/**
 * The text of a body. UTF-8; what is none is read as ISO-8859-1, because the Java SDK writes its bodies so under a header
 * that says UTF-8: a customer's `é` would be lost otherwise.
 */
export function textOf(body: Buffer): string {
  return body.toString(isUtf8(body) ? 'utf8' : 'latin1');
}

/**
 * Parses a body. With `exactNumbers` each number comes as its decimal text: amounts keep the digits they were written
 * with. Faults: MalformedJson (no JSON, too deep), InvalidInput with its place (text that is none).
 */
export function parseJson(text: string, { exactNumbers = false } = {}): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''), exactNumbers ? keepDigits : undefined);
  } catch {
    throw malformed('The body is not JSON. Send one JSON document in UTF-8.');
  }
  const steps = stepsToBadText(value, 0);
  if (!steps) return value;
  const message = 'holds a NUL character or half of a surrogate pair; send whole characters only';
  throw invalidInput([{ path: pathText(steps), code: 'not_text', message }]);
}

/** Far beyond any amount, and short enough to be written out. */
const mostDigits = 40;

function keepDigits(_name: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value;
  const [digits = '', exponent = '0'] = context.source.toLowerCase().split('e');
  const isLong = digits.length > mostDigits || Math.abs(Number(exponent)) > mostDigits;
  return isLong ? context.source : toText(decimal(context.source));
}

/** The way to the first text that is none; undefined when there is no such text. */
function stepsToBadText(value: unknown, depth: number): string[] | undefined {
  if (typeof value === 'string') return isText(value) ? undefined : [];
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= deepest) throw malformed(`The body is nested more than ${deepest} levels deep. Send it flatter.`);
  for (const [name, item] of Object.entries(value)) {
    const steps = isText(name) ? stepsToBadText(item, depth + 1) : [];
    if (steps) return isText(name) ? [name, ...steps] : [];
  }
  return undefined;
}

/** PostgreSQL keeps no NUL in text and no half of a surrogate pair in JSON. */
function isText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function malformed(message: string): Fault {
  return new Fault('MalformedJson', 'invalid', { message });
}
