/** Addresses that are not well encoded still lead to their route, which answers them in the shape of its surface. */

/**
 * The address with every percent sign of its path that begins no UTF-8 character encoded itself, so that `%ZZ` is an id of
 * three characters that nobody has. The router would refuse such a path by itself, in a shape of its own.
 */
export function readableAddress(url: string): string {
  const end = url.indexOf('?');
  const path = end < 0 ? url : url.slice(0, end);
  if (isReadable(path)) return url;
  const readable = path
    .replaceAll(/%(?![0-9a-f]{2})/gi, '%25')
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => (isReadable(run) ? run : run.replaceAll('%', '%25')));
  return readable + url.slice(path.length);
}

function isReadable(text: string): boolean {
  if (!text.includes('%')) return true;
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
