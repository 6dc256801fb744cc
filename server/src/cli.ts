#!/usr/bin/env node
/** The program `comptoir`. Compiled code is kept beside the packages, so that the next start need not compile it again. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Where nobody may write that could not change the program itself; a folder that cannot be written is no problem.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/comptoir'));
await import('./command-line.ts');
