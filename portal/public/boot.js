// Before any schema is made: the page's policy allows no evaluated code, so zod must not compile schemas.
globalThis.__zod_globalConfig = { jitless: true };
