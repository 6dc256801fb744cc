import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import react from '@vitejs/plugin-react';
import { compressFolder } from './compress.ts';

// The API of a running server answers the development build's calls, so that both share one origin.
const server = process.env.COMPTOIR_ORIGIN ?? 'http://127.0.0.1:4380';
const apiPaths = ['/v1', '/comptoir', '/sandbox', '/healthz', '/common', '/organizations', '/interaction'];

/** After everything is written, `public/` too. */
const compressed: Plugin = {
  name: 'compressed-files',
  apply: 'build',
  writeBundle: {
    order: 'post',
    sequential: true,
    handler: ({ dir }) => compressFolder(dir ?? join(import.meta.dirname, 'dist')),
  },
};

/** Whose pages need a feature; those of the frame and of several sides are in the common chunk. */
const sideOf: Readonly<Record<string, string>> = {
  offers: 'publisher',
  'private-offers': 'publisher',
  support: 'publisher',
  material: 'publisher',
  operations: 'publisher',
  invoices: 'partner',
  prices: 'partner',
  subscriptions: 'partner',
  activity: 'partner',
  marketplace: 'market',
  store: 'market',
  enrolment: 'company',
  people: 'company',
  profiles: 'company',
  webhooks: 'company',
  vetting: 'desk',
  desk: 'desk',
  partnerships: 'relations',
  delegation: 'relations',
};

const sideOfModule = (module: string): string | null => {
  const feature = /\/portal\/src\/features\/([^/]+)\//.exec(module)?.[1] ?? '';
  return sideOf[feature] ?? null;
};

const libraries = /[\\/]node_modules[\\/]/;
const own = /[\\/](?:portal[\\/]src[\\/](?:ui|api|features|paths)|contracts[\\/]src)/;
/** What the frame needs before any page. */
const first = ['$initial' as const];

/**
 * Few files instead of one for each module that two pages share: libraries and our own parts that the frame needs, those
 * that pages need, and one for each side. A page's own module stays a file of its own. Earlier groups take first.
 */
const groups = [
  { name: 'libraries', test: libraries, tags: first, priority: 5 },
  { name: 'frame', test: own, tags: first, priority: 4 },
  { name: 'controls', test: libraries, priority: 3 },
  { name: 'parts', test: (module: string) => own.test(module) && sideOfModule(module) === null, priority: 2 },
  { name: sideOfModule, priority: 1 },
];

export default defineConfig({
  plugins: [react(), compressed],
  build: {
    manifest: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  server: { proxy: Object.fromEntries(apiPaths.map((path) => [path, { target: server }])) },
});
