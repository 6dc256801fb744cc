/** What a topic of the help is. */
import type { Language, TextId } from '../../ui/text.tsx';
import type { Workspace } from '../frame/workspaces.ts';

export interface Topic {
  /** Whose work it is. */
  readonly of: Workspace['id'];
  readonly words: Readonly<Record<Language, readonly string[]>>;
  /** Words a reader may search by that the text does not have; of both languages, for both. */
  readonly keywords: readonly string[];
  /** Where the thing is done. */
  readonly links: readonly { readonly label: TextId; readonly to: string }[];
}
