/** What publishers take off their list price for this partner. */
import { marginList } from '@comptoir/contracts/comptoir/margins';
import { download } from '../../api/client.ts';
import type { FileForm } from '../../ui/list-bar.tsx';

export const marginSource = { path: '/comptoir/v1/margins', list: marginList, key: ['margins'] };

/** The file that Partner Center documents; the list's own has the chosen rows. */
export function downloadMargins(form: FileForm, fileName: string): Promise<void> {
  return download(`/v1/margins/download?format=${form}`, fileName, 'text/csv');
}
