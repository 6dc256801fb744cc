import { defineConfig } from 'vite';
import react from '@vitejs/plugin-react';

// The API of a running server answers the development build's calls, so that both share one origin.
const server = process.env.COMPTOIR_ORIGIN ?? 'http://127.0.0.1:4380';
const apiPaths = ['/v1', '/comptoir', '/sandbox', '/healthz', '/common', '/organizations', '/interaction'];

export default defineConfig({
  plugins: [react()],
  build: { manifest: true, target: 'es2023', assetsInlineLimit: 0 },
  server: { proxy: Object.fromEntries(apiPaths.map((path) => [path, { target: server }])) },
});
