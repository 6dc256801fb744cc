/** Files a person chose to upload, each with the words it gets and how far it is. */
import type { Material, MaterialKind } from '@comptoir/contracts/comptoir/material';
import type { Text } from '../../ui/text.tsx';
import { fileProblem, titleOf } from './file-check.ts';
import type { EntryWords } from './queries.ts';

export interface ChosenFile {
  /** Also the id its upload is repeated under. */
  readonly id: string;
  readonly file: File;
  readonly words: EntryWords;
  /** Why it was not taken. */
  readonly problem?: string | undefined;
  /** From 0 to 1, while it travels. */
  readonly progress?: number | undefined;
  readonly done?: boolean;
}

/** With the first kind that is still recommended, because that is likely what comes. */
export function chosenFiles(files: readonly File[], recommended: readonly MaterialKind[], t: Text): ChosenFile[] {
  return files.map((file) => {
    const problem = fileProblem(file);
    return {
      id: crypto.randomUUID(),
      file,
      words: { kind: recommended[0] ?? 'other', title: titleOf(file.name), language: t.language },
      ...(problem ? { problem: t(`material.problem.${problem}`) } : {}),
    };
  });
}

export const wordsOf = ({ kind, title, language }: Material): EntryWords => ({ kind, title, language });
