/** The one error class that leaves a use case. Surfaces translate its code; nothing above the core invents refusals. */
import type { RuleReference } from './verdict.ts';

/**
 * How a fault is to be understood, whatever the wire: it decides the HTTP family, never the code. `unavailable` passes by
 * itself, such as a database that is away; `internal` is a mistake of ours.
 */
export type FaultKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'unavailable'
  | 'internal';

export interface FaultDetails {
  /** English sentence that says what is wrong and what to do. */
  readonly message: string;
  /** Where in the input: a path such as `lineItems[0].quantity`. */
  readonly target?: string;
  /** The programme rule that decided, when one did. */
  readonly rule?: RuleReference;
  /** Several problems at once, each where it is. */
  readonly problems?: readonly Problem[];
  /** Values for translated messages and wire `data`. */
  readonly values?: Readonly<Record<string, string | number>>;
}

export interface Problem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  /** The programme rule that decided, when one did. */
  readonly rule?: RuleReference;
}

/** A refusal or failure with a stable code. `Code` is narrowed by each module's `faults.ts`. */
export class Fault<Code extends string = string> extends Error {
  readonly code: Code;
  readonly kind: FaultKind;
  readonly details: FaultDetails;

  constructor(code: Code, kind: FaultKind, details: FaultDetails) {
    super(`${code}: ${details.message}`);
    this.name = 'Fault';
    this.code = code;
    this.kind = kind;
    this.details = details;
  }
}

/**
 * The maker of a module's faults: `kinds` has a line for each code, and nothing else has to know a new one. Wires answer
 * by kind, or name the code where they have a number of their own for it.
 */
export function faultMaker<Code extends string>(kinds: Readonly<Record<Code, FaultKind>>) {
  return (code: Code, message: string, more: Omit<FaultDetails, 'message'> = {}): Fault<Code> =>
    new Fault(code, kinds[code], { message, ...more });
}

export function isFault(error: unknown): error is Fault {
  return error instanceof Fault;
}
