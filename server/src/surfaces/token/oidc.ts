/**
 * The provider's library. When imported it prints a warning past our log on any Node that does not call itself LTS, and
 * Node 26's release data does not; our tests are what says that it runs there.
 */
async function importQuietly() {
  const { warn } = globalThis.console;
  globalThis.console.warn = () => undefined;
  try {
    return await import('oidc-provider');
  } finally {
    globalThis.console.warn = warn;
  }
}

export const { errors, interactionPolicy, Provider } = await importQuietly();
