/** What a password must be. Length is what protects; kinds of characters are not asked for (NIST SP 800-63B, 3.1.1.2). */

const fewest = 12;
const most = 200;

/** Why a person may not have this password, as a sentence; undefined when it is fine. */
export function passwordProblem(password: string, userPrincipalName: string): string | undefined {
  const length = Array.from(password).length;
  if (length < fewest) return `The password has ${length} characters; it needs at least ${fewest}.`;
  if (length > most) return `The password has ${length} characters; it may have ${most} at most.`;
  if (password.toLowerCase() === userPrincipalName.toLowerCase()) return 'The password is the user’s own name.';
  if (/\p{Cc}/u.test(password)) return 'The password holds a character that cannot be typed.';
  return undefined;
}
