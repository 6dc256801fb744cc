/** The build's last step: brotli and gzip beside each file that is text, so that the server compresses nothing itself. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const text = /\.(?:js|css|html|svg|json)$/;
/** Below it the answer's headers weigh more than what is saved. */
const fewestBytes = 500;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

/** Writes `name.br` and `name.gz` for all texts of a folder and the folders in it that become smaller. */
export async function compressFolder(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter((one) => text.test(one))) {
    const file = join(folder, name);
    const plain = await readFile(file);
    if (plain.length < fewestBytes) continue;
    const [br, gz] = await Promise.all([brotli(plain, best), gzipped(plain, { level: constants.Z_BEST_COMPRESSION })]);
    for (const [ending, bytes] of [
      ['br', br],
      ['gz', gz],
    ] as const) {
      if (bytes.length < plain.length) await writeFile(`${file}.${ending}`, bytes);
    }
  }
}
