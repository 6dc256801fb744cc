import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sealedSecrets } from './sealed-secrets.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'comptoir-seal-'));
const key = { secret: 'a secret of the configuration, long enough', dataFolder: '/nowhere' };

test('A sealed secret is read again, shows nothing of itself, and is sealed otherwise each time', () => {
  const secrets = sealedSecrets(key);
  const sealed = secrets.seal('geheim É 株', 'tenant/1');
  expect(sealedSecrets(key).open(sealed, 'tenant/1').toString()).toBe('geheim É 株');
  expect(sealed.includes('geheim')).toBe(false);
  expect(secrets.seal('geheim É 株', 'tenant/1').equals(sealed)).toBe(false);
});

test('It opens with no other key, about nothing else, and not when a bit was changed', () => {
  const sealed = sealedSecrets(key).seal('geheim', 'tenant/1');
  expect(() => sealedSecrets(key).open(sealed, 'tenant/2')).toThrow(/authenticate/);
  expect(() =>
    sealedSecrets({ ...key, secret: 'another secret of the configuration' }).open(sealed, 'tenant/1'),
  ).toThrow(/authenticate/);
  sealed[sealed.length - 1]! ^= 1;
  expect(() => sealedSecrets(key).open(sealed, 'tenant/1')).toThrow(/authenticate/);
});

test('Without a key in the configuration one is made in the data folder, once, for nobody else to read', () => {
  const dataFolder = folder();
  const config = { secret: undefined, dataFolder };
  const sealed = sealedSecrets(config).seal('geheim', 'x');
  expect(sealedSecrets(config).open(sealed, 'x').toString()).toBe('geheim');
  expect(statSync(join(dataFolder, 'secret.key')).mode & 0o077).toBe(0);
});
