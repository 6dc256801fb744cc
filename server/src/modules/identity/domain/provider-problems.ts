/** What can be wrong with a tenant's identity provider, in words for who set it up. */

export const providerProblems = {
  unsafeAddress: 'The address of the provider must be https, and lead to a public host.',
  unreachable: 'The provider does not answer. Check the address, and whether it can be reached from here.',
  notAProvider: 'At this address there is no OpenID Connect provider: its discovery document is missing or incomplete.',
  issuerDiffers: 'The provider calls itself otherwise. Enter the issuer exactly as its discovery document says it.',
  clientRefused: 'The provider does not take this client id and secret. Check both.',
  declined: 'The provider refused the sign-in, or the person stopped it.',
  untrusted: 'What the provider answered does not hold: its signature, nonce, issuer, audience or time is wrong.',
  secretMissing: 'Enter the client secret: it is kept for the address and client id that it was entered with.',
} as const;

export type ProviderProblem = keyof typeof providerProblems;
