/**
 * Secrets that we must be able to read again (a provider's client secret, a second factor's), sealed with a key that the
 * database does not hold: a copy of the database alone opens nothing.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

export interface SealedSecrets {
  /** `about` says whose it is: a secret that is moved to another row does not open there. */
  seal(secret: string | Buffer, about: string): Buffer;
  /** Throws when the key is another one, or the secret was sealed about something else. */
  open(sealed: Buffer, about: string): Buffer;
}

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
const version = 1;

/** With the key of the configuration, or else the one in the data folder, made there when first needed. */
export function sealedSecrets(config: {
  readonly secret: string | undefined;
  readonly dataFolder: string;
}): SealedSecrets {
  let known: Buffer | undefined;
  const key = () =>
    (known ??= createHash('sha256')
      .update(config.secret ?? keyInFolder(config.dataFolder))
      .digest());
  return {
    seal(secret, about) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key(), iv).setAAD(Buffer.from(about));
      const text = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([Buffer.from([version]), iv, cipher.getAuthTag(), text]);
    },
    open(sealed, about) {
      const iv = sealed.subarray(1, 1 + ivBytes);
      const text = sealed.subarray(1 + ivBytes + tagBytes);
      const decipher = createDecipheriv(algorithm, key(), iv, { authTagLength: tagBytes }).setAAD(Buffer.from(about));
      decipher.setAuthTag(sealed.subarray(1 + ivBytes, 1 + ivBytes + tagBytes));
      return Buffer.concat([decipher.update(text), decipher.final()]);
    },
  };
}

/** Of two processes that begin at once, the second takes the key of the first. */
function keyInFolder(folder: string): string {
  const file = join(folder, 'secret.key');
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new StartError(`The key of secrets cannot be written to ${file}. Set COMPTOIR_SECRET, or COMPTOIR_DATA.`);
    }
  }
  return readFileSync(file, 'utf8');
}
