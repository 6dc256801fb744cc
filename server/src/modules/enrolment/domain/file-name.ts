/** The name of a file that was handed in, as it can be shown and saved anywhere. Pure. */

const mostCharacters = 150;

/** Without path, control and direction characters; `document` when nothing is left. */
export function shownFileName(given: string): string {
  const last = given.normalize('NFC').replaceAll('\\', '/').split('/').at(-1) ?? '';
  const plain = last
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu, '')
    .replaceAll(/[<>:"|?*\uFFFD]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s.]+|[\s.]+$/g, '');
  const [, stem = plain, ending = ''] = /^(.*)(\.[A-Za-z0-9]{1,10})$/.exec(plain) ?? [];
  const cut = Array.from(stem).slice(0, mostCharacters).join('').trim();
  return `${cut === '' ? 'document' : cut}${ending}`;
}
