/**
 * Before `npm start`: is everything there that `npm ci` brings? Plain JavaScript, because an install without scripts
 * leaves the machine's own Node, which may be too old for anything else here. Builds the portal when it is missing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const oldest = 26;

if (Number(process.versions.node.split('.')[0]) < oldest) {
  console.error(
    `Comptoir needs Node ${oldest}, and this is ${process.version} (${process.execPath}).\n` +
      'npm ci brings the right one unless install scripts are switched off. Let them run:\n\n' +
      '  npm rebuild --ignore-scripts=false\n',
  );
  process.exit(1);
}
// npm runs this in the folder of the repository.
if (!existsSync('portal/dist/index.html')) {
  console.log('The portal is not built yet; building it …');
  const windows = process.platform === 'win32'; // where npm is a script
  process.exit(spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit', shell: windows }).status ?? 1);
}
