/**
 * A name that somebody typed, as it may stand in a mail to somebody else: without addresses, punctuation and line breaks, and
 * short, so that the mail says nothing in the words of a stranger and leads nowhere but where we do (decision 0086). What is cut
 * is shown to be: `…` stands for the rest.
 */
const mostCharacters = 60;
const characters = new Intl.Segmenter();

/** A web or mail address, or what a mail program makes a link of. */
const address = /:\/|[/\\@]|[^\s.。．｡][.。．｡][\p{L}\p{N}-]{2,}/u;

/** `—` when nothing is left. */
export function plainName(typed: string): string {
  const words = typed
    .normalize('NFC')
    .split(/[\s\p{Z}\p{Cc}]+/u)
    .filter((word) => !address.test(word))
    .map((word) => word.replaceAll(/[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}’'&-]/gu, ''))
    .filter((word) => word !== '');
  const all = [...characters.segment(words.join(' '))];
  const shown = all.slice(0, mostCharacters);
  const text = shown
    .map(({ segment }) => segment)
    .join('')
    .trim();
  if (text === '') return '—';
  return all.length > mostCharacters ? `${text}…` : text;
}
