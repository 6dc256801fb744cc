/** JSON as clients send it: what no part of the house could keep or print is refused at the door. */
import { Fault } from '../kernel/index.ts';

/** Deeper than any body has reason to be, and far from where a recursive reader would run out of stack. */
const deepest = 32;

/** Parses a body. Faults MalformedJson: no JSON, too deep, or text that is no text (NUL, half a surrogate pair). */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw malformed('The body is not JSON. Send one JSON document in UTF-8.');
  }
  requireUsable(value, 0);
  return value;
}

/** PostgreSQL keeps no NUL in text and no half of a surrogate pair in JSON. */
export function isUsableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function requireUsable(value: unknown, depth: number): void {
  if (typeof value === 'string') {
    if (!isUsableText(value)) {
      throw malformed(
        'The body has text with a NUL character or half of a surrogate pair. Send whole characters only.',
      );
    }
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth >= deepest) throw malformed(`The body is nested more than ${deepest} levels deep. Send it flatter.`);
  if (Array.isArray(value)) {
    for (const item of value) requireUsable(item, depth + 1);
    return;
  }
  for (const [name, item] of Object.entries(value)) {
    requireUsable(name, depth);
    requireUsable(item, depth + 1);
  }
}

function malformed(message: string): Fault {
  return new Fault('MalformedJson', 'invalid', { message });
}
