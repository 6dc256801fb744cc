import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { localCertificate } from './tls.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'comptoir-tls-'));
  folders.push(made);
  return join(made, 'not-there-yet');
}

test('The local certificate names this machine, is its own authority, and only its owner reads the key', async () => {
  const place = await folder();
  const { key, cert, certPath } = await localCertificate(place);
  const certificate = new X509Certificate(cert);
  expect(certificate.ca).toBe(true);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
  for (const host of ['localhost']) expect(certificate.checkHost(host)).toBe(host);
  for (const ip of ['127.0.0.1', '::1']) expect(certificate.checkIP(ip)).toBe(ip);
  expect((await stat(certPath.replace('.crt', '.key'))).mode & 0o077).toBe(0);
});

test('A second start keeps the certificate, and one near its end makes a new one', async () => {
  const place = await folder();
  const first = await localCertificate(place);
  expect((await localCertificate(place)).cert).toBe(first.cert);
  // Wall clock: certificates are valid by it.
  const nearEnd = new Date(Date.now() + 340 * 86_400_000);
  const renewed = await localCertificate(place, nearEnd);
  expect(renewed.cert).not.toBe(first.cert);
  expect(new X509Certificate(renewed.cert).validToDate.getTime()).toBeGreaterThan(nearEnd.getTime() + 300 * 86_400_000);
});
