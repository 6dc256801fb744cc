/** What a password must be. Length is what protects; kinds of characters are not asked for (NIST SP 800-63B, 3.1.1.2). */

const fewest = 12;
const most = 200;

/** What everybody knows or types without a thought; spaces, signs and capitals make no other password of them. */
const known = new Set([
  'comptoir2026',
  'correcthorsebatterystaple',
  'motdepasse123',
  'motdepasse1234',
  'password1234',
  'password12345',
  'administrator',
  'administrateur',
]);
/** Rows of keyboards and counting, in both directions. */
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '12345678901234567890',
  'qwertyuiopasdfghjklzxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
];

/** The demo world's password, a piece that is repeated (`aaaaaaaaaaaa`, `abcabcabcabc`), a row of keys, and the like. */
function isEasilyGuessed(password: string): boolean {
  const folded = password.toLowerCase();
  const letters = folded.replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (known.has(letters)) return true;
  if (/^(.{1,6})\1{2,}.{0,5}$/u.test(folded) && new Set(folded).size <= 6) return true;
  return rows.some(
    (row) => [row, Array.from(row).toReversed().join('')].some((keys) => keys.includes(letters)) && letters !== '',
  );
}

export interface PasswordProblem {
  readonly code: 'tooShort' | 'tooLong' | 'ownName' | 'untypable' | 'guessed';
  /** A sentence. */
  readonly message: string;
}

/** Why a person may not have this password; undefined when it is fine. */
export function passwordProblem(password: string, userPrincipalName: string): PasswordProblem | undefined {
  const length = Array.from(password).length;
  if (length < fewest)
    return { code: 'tooShort', message: `The password has ${length} characters; it needs at least ${fewest}.` };
  if (length > most)
    return { code: 'tooLong', message: `The password has ${length} characters; it may have ${most} at most.` };
  if (password.toLowerCase() === userPrincipalName.toLowerCase())
    return { code: 'ownName', message: 'The password is the user’s own name.' };
  if (/\p{Cc}/u.test(password))
    return { code: 'untypable', message: 'The password contains a character that cannot be typed.' };
  if (isEasilyGuessed(password))
    return {
      code: 'guessed',
      message: 'The password is too easy to guess. Use several words, or let one be generated.',
    };
  return undefined;
}
