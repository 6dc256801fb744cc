/** Reads the standard contract from its folder, once, when the server starts. */
import { readTextFolder, requireUsable } from '../../../platform/text-folder.ts';
import { contractVersions, type ContractVersion } from '../../../programme/contract-text.ts';

const setting = 'COMPTOIR_STANDARD_CONTRACT';

/** Of the folder's `.md` files; every problem is in one StartError. */
export function readStandardContract(folder: string): readonly ContractVersion[] {
  const { versions, problems } = contractVersions(readTextFolder(folder, setting));
  requireUsable(folder, setting, problems);
  return versions;
}
