/**
 * A text as the PDF library can print it: pieces of one font each, in the order they are seen. The library lays pieces
 * from left to right, whatever they are written in, so that the Unicode bidirectional algorithm is done before.
 */
import bidiFactory, { type Bidi } from 'bidi-js';
import { sliceOf, type Slice } from './scripts.ts';

export interface Run {
  readonly text: string;
  /** Undefined: the document's own font. */
  readonly slice: Slice | undefined;
}

interface LeveledRun extends Run {
  /** Odd: right to left. */
  readonly level: number;
}

// A CommonJS package whose types describe a module: what is imported is the factory itself.
const bidi = (bidiFactory as unknown as () => Bidi)();
const foreign = /[\u0590-\u1dff\u2600-\u{10ffff}]/u;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
/** Belongs to the letter before it, in that letter's font. */
const joined = /^(?:\p{M}|\p{Join_Control}|\p{Variation_Selector}|\p{Emoji_Modifier})/u;
/** Letters of a narrow column at its size. */
const lineLength = 24;

/** Whether a text needs more than the document's own font and order. */
export function isForeign(text: string): boolean {
  return foreign.test(text);
}

/** Pieces of each line, in the order they are seen from the left. */
export function runsOf(text: string): readonly (readonly Run[])[] {
  return linesOf(text).map(visualRuns);
}

/** What is read from right to left is broken here: the library would put the first words on the last line. */
function linesOf(text: string): readonly string[] {
  if (!rightToLeft.test(text)) return [text];
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= lineLength) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function visualRuns(text: string): readonly Run[] {
  const embedding = bidi.getEmbeddingLevels(text);
  const mirrored = bidi.getMirroredCharactersMap(text, embedding.levels);
  const runs: LeveledRun[] = [];
  let at = 0;
  for (const character of text) {
    const level = embedding.levels[at]!;
    const shown = mirrored.get(at) ?? character;
    const last = runs.at(-1);
    const slice = last && joined.test(character) ? last.slice : sliceOf(character);
    if (last && last.level === level && last.slice?.font === slice?.font)
      runs[runs.length - 1] = { ...last, text: last.text + shown };
    else runs.push({ text: shown, slice, level });
    at += character.length;
  }
  return inSeenOrder(runs).map(printed);
}

/** Rule L2 of the algorithm, by runs. */
function inSeenOrder(runs: readonly LeveledRun[]): readonly LeveledRun[] {
  const order = [...runs];
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level > 0; level -= 1) {
    for (let from = 0; from < order.length; from += 1) {
      let to = from;
      while (to < order.length && order[to]!.level >= level) to += 1;
      if (to === from) continue;
      order.splice(from, to - from, ...order.slice(from, to).toReversed());
      from = to;
    }
  }
  return order;
}

/** The library turns letters of right-to-left scripts around by itself, and nothing else; it must not break there. */
function printed({ text, slice, level }: LeveledRun): Run {
  if (level % 2 === 0) return { text, slice };
  const kept = text.replaceAll(' ', '\u00a0');
  return { text: rightToLeft.test(text) ? kept : Array.from(kept).toReversed().join(''), slice };
}
