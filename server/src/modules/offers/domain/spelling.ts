/** What a misspelt word may have meant. Pure. */

/** Letters that may be wrong, missing, too many, or two of them in the wrong order. */
function allowance(length: number): number {
  return length < 6 ? 1 : 2;
}

/** Most meanings of a word: with more, nothing is narrowed. */
const mostMeanings = 5;

/** Of the candidates those with the fewest wrong letters, in their order; none when all have too many. */
export function nearest(word: string, candidates: readonly string[]): string[] {
  const most = allowance(word.length);
  const measured = candidates.map((candidate) => ({ candidate, wrong: wrongLetters(word, candidate) }));
  const fewest = Math.min(...measured.map(({ wrong }) => wrong));
  if (fewest > most) return [];
  return measured.flatMap(({ candidate, wrong }) => (wrong === fewest ? [candidate] : [])).slice(0, mostMeanings);
}

/**
 * How many letters lead from one word to the beginning of another (optimal string alignment, so that two letters in the
 * wrong order count once). Only its beginning, because a word is searched for before it is written to its end.
 */
function wrongLetters(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      line.push(
        Math.min(
          rows[row - 1]![column]! + 1,
          line[column - 1]! + 1,
          rows[row - 1]![column - 1]! + same,
          swapped ? rows[row - 2]![column - 2]! + 1 : Infinity,
        ),
      );
    }
    rows.push(line);
  }
  return Math.min(...rows[from.length]!);
}
