/** What every browser test needs: the real server with the demo world, a browser, and a signed-in page. */
import type { World } from '@comptoir/contracts/sandbox';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { startTestServer, type TestServer } from '../../server/test/server.ts';
import { client } from '../../scripts/story/client.ts';
import { openBrowser } from './browser.ts';
import { messages, type Language, type Words } from './words.ts';

export interface Portal {
  readonly origin: string;
  /** A signed-in page in a browser of its own; `width` in CSS pixels. */
  readonly enter: (user: string, options?: EnterOptions) => Promise<Visit>;
  /** A page without a session. */
  readonly visit: (options?: EnterOptions) => Promise<Visit>;
}

export interface EnterOptions {
  readonly language?: Language;
  readonly width?: number;
  readonly dark?: boolean;
  /** Of a customer's administrator, whom the sandbox tells; everybody else has the demo world's. */
  readonly password?: string;
  /** Address to begin with; the workspace's first page unless given. */
  readonly at?: string;
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** The portal's own words in this visit's language. */
  readonly words: Words;
  readonly go: (path: string) => Promise<void>;
}

/** Call at the top of a test file. */
export function usePortal(): Portal {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startTestServer(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  const visit = async (options: EnterOptions = {}): Promise<Visit> => {
    const language = options.language ?? 'en';
    const context = await browser.newContext({
      baseURL: server.origin,
      locale: language === 'fr' ? 'fr-FR' : 'en-GB',
      viewport: { width: options.width ?? 1280, height: 900 },
      colorScheme: options.dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const go = async (path: string) => {
      await page.goto(path);
      await settled(page);
    };
    return { page, context, words: messages(language), go };
  };
  return {
    get origin() {
      return server.origin;
    },
    visit,
    enter: async (user, options = {}) => {
      const opened = await visit(options);
      await opened.page.goto(options.at ?? '/');
      await signIn(opened.page, opened.words, user, options.password);
      return opened;
    },
  };
}

/** Password of everybody in the demo world. */
const demoPassword = 'Comptoir-2026!';

/** From the portal's door through the authority's page and back. */
async function signIn(page: Page, words: Words, user: string, password = demoPassword): Promise<void> {
  await page.getByRole('button', { name: words('action.signIn') }).click();
  await page.getByLabel(/user name|nom d.utilisateur/i).fill(user);
  await page.getByLabel(/^(password|mot de passe)/i).fill(password);
  await page.getByRole('button', { name: /^(sign in|se connecter)$/i }).click();
  await page.waitForURL((url) => !/sign-in|signed-in|oauth2|interaction|common/.test(url.pathname));
  await settled(page);
}

/** The page shows what it has to show: its title, and no skeleton any more. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.skeleton'));
}

/** What must not be there: an answer that is on its way may still take it away. */
export async function expectGone(locator: Locator): Promise<void> {
  await locator.first().waitFor({ state: 'detached' });
}

/** Chooses something out of many: types a part of its name, and takes it from what is found. */
export async function pick(scope: Page | Locator, label: string, name: string): Promise<void> {
  const picker = scope.getByRole('combobox', { name: label });
  await picker.click();
  // Letter by letter, as people do: what stands there must not be taken away under their hands.
  await picker.pressSequentially(name);
  await scope.getByRole('option', { name }).first().click();
}

/** The file behind a button, as the reader's Excel opens it. */
export async function exportForExcel({ page, words }: Pick<Visit, 'page' | 'words'>, label: string): Promise<void> {
  await page.getByRole('button', { name: label }).click();
  await page.getByRole('menuitem', { name: words('list.export.excel') }).click();
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong on the page; empty when nothing is. */
export async function accessProblems(page: Page): Promise<readonly string[]> {
  // Run in the page itself, not through a package: there are no foreign frames, and it takes half the time.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (runOnly): Promise<AxeResults> =>
      (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'], runOnly: [...runOnly] }),
    standards,
  );
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join(' | ')}`,
  );
}

/** By how much the page is wider than the window, in CSS pixels, once it has settled into its width. */
export async function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise((shown) => requestAnimationFrame(shown));
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
  });
}

/** The page as it looks wide and narrow, where somebody asks for pictures: `PICTURES` names a folder. */
export async function picture({ page }: Pick<Visit, 'page'>, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (!folder) return;
  const before = page.viewportSize()!;
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize(before);
}

/** The administrator of a customer of the demo world, by the first word of its domain. */
export async function administratorOf(origin: string, prefix: string): Promise<{ user: string; password: string }> {
  const world = await client(origin).get<World>('/sandbox/v1/world');
  const [found] = world.tenants.find(({ domain }) => domain.startsWith(`${prefix}.`))!.users;
  return { user: found!.userPrincipalName, password: found!.password };
}

/** The link of the last mail to somebody. */
export async function mailLink(origin: string, recipient: string): Promise<string> {
  const answer = await fetch(`${origin}/sandbox/v1/mailbox?to=${encodeURIComponent(recipient)}`);
  const { items } = (await answer.json()) as { items: readonly { readonly links: readonly string[] }[] };
  return items[0]!.links[0]!;
}
