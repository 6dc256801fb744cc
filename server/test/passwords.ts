/** Passwords of people that tests make, hashed once a file: a hash takes tens of milliseconds. */
import { hashPassword } from '../src/modules/identity/index.ts';
import { oneTimePassword } from '../src/modules/relationships/index.ts';

/** For customers' administrators. */
export const firstPassword = await oneTimePassword();
/** For people whom nobody signs in as. */
export const someHash = await hashPassword('A-pass-word-1!');
