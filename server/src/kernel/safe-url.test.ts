import { expect, test } from 'vitest';
import { isPublicAddress, isSafeUrl } from './safe-url.ts';

test.each([
  ['https://isv.example/training', true],
  ['HTTPS://ISV.example', true],
  ['https://isv.example:8443/a?b=c#d', true],
  ['https://éditeur.example/', true],
  ['https://93.184.215.14/', true],
  ['https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/', true],
  ['http://isv.example/training', false],
  ['ftp://isv.example', false],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['//isv.example/', false],
  ['no address', false],
  ['', false],
  ['https://', false],
  ['https://user:secret@isv.example/', false],
  ['https://isv.example@evil.example/', false],
  ['https://isv.example/a b', false],
  ['https:\\\\isv.example', false],
  ['https://isv.example/\u202Efdp.exe', false],
  ['https://isv.example/\u200B', false],
  ['https://intranet/', false],
  ['https://localhost/', false],
  ['https://localhost./', false],
  ['https://a.localhost/', false],
  ['https://printer.local/', false],
  ['https://metadata.google.internal/', false],
  ['https://127.0.0.1/', false],
  ['https://2130706433/', false],
  ['https://0x7f.1/', false],
  ['https://10.1.2.3/', false],
  ['https://172.31.0.1/', false],
  ['https://192.168.1.1/', false],
  ['https://169.254.169.254/latest/meta-data', false],
  ['https://100.64.0.1/', false],
  ['https://[::1]/', false],
  ['https://[::]/', false],
  ['https://[::ffff:10.0.0.1]/', false],
  ['https://[::127.0.0.1]/', false],
  ['https://[::2]/', false],
  ['https://[::808:808]/', false],
  ['https://[fd00::1]/', false],
  ['https://[fe80::1]/', false],
])('The address %j that a tenant gives: taken is %j', (address, taken) => {
  expect(isSafeUrl(address)).toBe(taken);
});

test('The sandbox also takes addresses of this very machine, and no other local ones', () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]']) {
    expect(isSafeUrl(`http://${host}:4380/x`, true), host).toBe(true);
    expect(isSafeUrl(`http://${host}:4380/x`), host).toBe(false);
  }
  for (const text of ['http://isv.example', 'ftp://localhost', 'https://192.168.1.1/', 'http://a@localhost/'])
    expect(isSafeUrl(text, true), text).toBe(false);
});

test('What a name resolves to is looked at by the same ranges', () => {
  expect(['93.184.215.14', '172.32.0.1', '2606:4700::1111'].map(isPublicAddress)).toEqual([true, true, true]);
  expect(['10.0.0.1', '::ffff:127.0.0.1', '64:ff9b::a00:1', 'isv.example'].map(isPublicAddress)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
