/**
 * A browser for the tests: the one CHROMIUM_PATH names, the one that comes with the npm packages, or an installed one,
 * in this order. None is ever downloaded, and when none starts the tests fail with what to do.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import Bundled from '@sparticuz/chromium';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** As root Chromium has no sandbox; a container's /dev/shm is small; the fonts look the same everywhere. */
const args = ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'];

export async function openBrowser(): Promise<Browser> {
  const tried: string[] = [];
  for await (const options of candidates()) {
    try {
      return await chromium.launch({ ...options, args });
    } catch (error) {
      tried.push(`${options.executablePath}: ${(error as Error).message.split('\n').slice(0, 4).join(' ')}`);
    }
  }
  throw new Error(
    `No browser starts for the portal's tests. Install Chromium (for example: apt-get install chromium), or set ` +
      `CHROMIUM_PATH to one, and run the tests again. Tried:\n  ${tried.join('\n  ')}`,
  );
}

async function* candidates(): AsyncGenerator<LaunchOptions & { executablePath: string }> {
  if (process.env.CHROMIUM_PATH) return yield { executablePath: process.env.CHROMIUM_PATH };
  if (process.platform === 'linux' && process.arch === 'x64') {
    const folder = await unpacked();
    const executablePath = join(folder, 'chromium');
    yield { executablePath };
    // Machines without the libraries a browser needs, or without fonts: the package brings both.
    const env = { ...process.env, LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') };
    yield { executablePath, env };
  }
  for (const executablePath of installed) if (existsSync(executablePath)) yield { executablePath };
}

/** Folder with the unpacked browser, made once for each user: the package would take one name for all of them. */
async function unpacked(): Promise<string> {
  const folder = join(tmpdir(), `comptoir-chromium-147-${userInfo().uid}`);
  if (existsSync(folder)) return folder;
  const fresh = await mkdtemp(join(tmpdir(), 'comptoir-chromium-'));
  const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV };
  // The package unpacks into the folder for temporary files, and its libraries only where it believes to be in a cloud.
  Object.assign(process.env, { TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' });
  try {
    await Bundled.executablePath();
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  // Whole or not at all: another test run may be unpacking too, and then its folder is as good.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true, force: true }));
  return folder;
}
