/** Finds topics of the help by what a reader types. Pure. */
import type { Language } from '../../ui/text.tsx';
import { topicIds, topics, type TopicId } from './topics.ts';

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A topic counts most when a title or keyword has all that was typed, then when its texts have every word of it. */
export function findTopics(
  typed: string,
  language: Language,
  titleOf: (id: TopicId) => string,
  among: readonly TopicId[] = topicIds,
): readonly TopicId[] {
  const wanted = plain(typed);
  if (wanted === '') return among;
  const rank = (id: TopicId) => {
    const { words, keywords } = topics[id];
    const names = [titleOf(id), ...keywords].map(plain);
    if (names.includes(wanted)) return 3;
    if (names.some((name) => name.includes(wanted))) return 2;
    const all = [...names, ...words[language].map(plain)].join(' ');
    return wanted.split(' ').every((word) => all.includes(word)) ? 1 : 0;
  };
  return among
    .map((id) => ({ id, rank: rank(id) }))
    .filter((found) => found.rank > 0)
    .toSorted((one, other) => other.rank - one.rank)
    .map(({ id }) => id);
}
