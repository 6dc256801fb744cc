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

export default defineConfig({
  plugins: [react(), compressed],
  build: { manifest: true, target: 'es2023', assetsInlineLimit: 0 },
  server: { proxy: Object.fromEntries(apiPaths.map((path) => [path, { target: server }])) },
});
