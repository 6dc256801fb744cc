/** One document or link of an offer's material: its words, its limits, and what is recommended. */
export type MaterialKind = 'userDocumentation' | 'training' | 'salesMaterial' | 'marketing' | 'other';
export type MaterialLanguage = 'fr' | 'en' | 'none';

/** What partners need for sales and first-line support (rules A23, H4). Marketing has an address of its own (COL-04). */
const wanted: readonly MaterialKind[] = ['userDocumentation', 'training', 'salesMaterial'];

/** Kinds a publisher is advised to add. A recommendation: nothing depends on it (AUD-08). */
export function recommendedKinds(there: readonly { readonly kind: MaterialKind }[]): MaterialKind[] {
  return wanted.filter((kind) => !there.some((entry) => entry.kind === kind));
}

/** The programme names no limits; these are ours (docs/decisions/0014). */
export const limits = {
  entries: 25,
  fileBytes: 10 * 1024 * 1024,
  offerBytes: 100 * 1024 * 1024,
} as const;

/** Why an offer has no room for one more entry of so many bytes (a link has none); undefined when it has. */
export function whyNoRoom(
  there: { readonly entries: number; readonly bytes: number },
  bytes: number,
): string | undefined {
  if (there.entries >= limits.entries) {
    return `This offer has ${limits.entries} documents and links, the most there can be. Remove one first.`;
  }
  if (there.bytes + bytes > limits.offerBytes) {
    return 'The files of an offer hold at most 100 MB together. Remove one first, or link to this one.';
  }
  return undefined;
}
