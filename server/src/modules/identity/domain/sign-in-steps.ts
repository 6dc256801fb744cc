/** What a person still has to do before it is signed in, once name and password were right. */

/** `password`: another password in place of one that somebody else made (rule B29). */
export type SignInStep = 'password';

export interface SignInFacts {
  /** A click on one of the sandbox's people: stands for everything that a person does. */
  readonly chosen: boolean;
  readonly mustChangePassword: boolean;
}

/** The first thing that is left to do; undefined when the person is signed in. */
export function nextStep(facts: SignInFacts): SignInStep | undefined {
  if (facts.mustChangePassword && !facts.chosen) return 'password';
  return undefined;
}
