/** A file's name as it can be shown and saved anywhere. */

const mostCharacters = 150;

/**
 * The name without path, control and direction characters, and without what a file system refuses. The ending is kept.
 * Empty when nothing is left.
 */
export function cleanFileName(given: string): string {
  const last = given.normalize('NFC').replaceAll('\\', '/').split('/').at(-1) ?? '';
  const plain = last
    .toWellFormed()
    // Controls, and what is not seen: among them the marks that turn the reading direction of an ending.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu, '')
    .replaceAll(/[<>:"|?*\uFFFD]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s.]+|[\s.]+$/g, '');
  const ending = endingOf(plain);
  const stem = ending === '' ? plain : plain.slice(0, -ending.length - 1).trimEnd();
  if (stem === '') return '';
  // Names a Windows machine keeps for its devices.
  const safe = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem) ? `_${stem}` : stem;
  const cut = safe.slice(0, mostCharacters - ending.length - 1);
  // Neither half of a character nor a space at the end.
  const short = cut.replace(/[\uD800-\uDBFF]$/, '').trimEnd();
  return ending === '' ? short : `${short}.${ending}`;
}

/** What stands after the last point, lower case; empty when there is none. */
export function endingOf(name: string): string {
  return /.\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}
