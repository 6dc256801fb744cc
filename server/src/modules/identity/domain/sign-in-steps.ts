/** What a person still has to do before it is signed in, once name and password were right. */

/**
 * `secondFactor`: a code or a passkey; `password`: another password in place of one that somebody else made (rule B29);
 * `enrol`: a second factor, since the organisation asks for one (rule B30); `recovery`: reads the codes made with it.
 */
export type SignInStep = 'secondFactor' | 'password' | 'enrol' | 'recovery';

export interface SignInFacts {
  /** A click on one of the sandbox's people: stands for everything that a person does. */
  readonly chosen: boolean;
  readonly mustChangePassword: boolean;
  /** A second factor was used, here or at the provider that says who the person is. */
  readonly provedTwice: boolean;
  readonly hasSecondFactor: boolean;
  /** The organisation asks for one. */
  readonly secondFactorRequired: boolean;
  /** Recovery codes were made within this sign-in, and not read yet. */
  readonly codesToRead: boolean;
  /** Signed in at the organisation's identity provider, without a password of ours. */
  readonly external?: boolean | undefined;
}

/** The first thing that is left to do; undefined when the person is signed in. */
export function nextStep(facts: SignInFacts): SignInStep | undefined {
  if (facts.chosen) return undefined;
  if (facts.codesToRead) return 'recovery';
  // Before the password, which would be another's to choose for who holds only the first one.
  if (facts.hasSecondFactor && !facts.provedTwice) return 'secondFactor';
  if (facts.mustChangePassword && !facts.external) return 'password';
  if (facts.secondFactorRequired && !facts.provedTwice) return 'enrol';
  return undefined;
}
