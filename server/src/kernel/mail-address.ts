/** Addresses of people, as they stand in an account, a contact or the envelope of a mail. */

/** One address and nothing else: no list, no name, no comment, no line break that would begin another header. */
const shape = /^[^\s\p{Cc}@<>()[\]\\,;:"]{1,64}@[^\s\p{Cc}@<>()[\]\\,;:"]{1,253}$/u;

export function isMailAddress(text: string): boolean {
  return shape.test(text);
}
