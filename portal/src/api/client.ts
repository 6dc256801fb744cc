/** The portal's calls: same origin, the signed-in person's token, the reader's language. */
import { call, CallError, send, type CallOptions, type CallRequest } from '@comptoir/contracts/call';
import { QueryClient } from '@tanstack/react-query';
import { saveFile } from './files.ts';
import type { z } from 'zod';
import { noteEnded } from './ended.ts';
import { leaveWhenEnded, onBehalfHeaders } from './on-behalf.ts';
import { accessToken } from './session.ts';
import { Wishes } from './wishes.ts';

const options: CallOptions = {
  origin: '',
  token: accessToken,
  headers: () => ({ 'x-locale': document.documentElement.lang, ...onBehalfHeaders() }),
};

/** Request ids of writes are drawn here, one for each wish. */
type Ask = Omit<CallRequest, 'path' | 'repeatId'>;

const wishes = new Wishes();

export async function ask<Shape extends z.ZodType>(path: string, answer: Shape, request: Ask = {}) {
  try {
    return await oncePerWish(path, request, (ids) => call(options, { ...request, ...ids, path, answer }));
  } catch (error) {
    throw noted(error);
  }
}

/** Sends and gives back the answer as it is: files, and answers without a body. */
export async function askRaw(path: string, request: Ask = {}): Promise<Response> {
  try {
    return await oncePerWish(path, request, (ids) => send(options, { ...request, ...ids, path }));
  } catch (error) {
    throw noted(error);
  }
}

/** Reads have no id, and files that are only looked through have none either. */
function oncePerWish<Answer>(path: string, request: Ask, run: (ids: { repeatId?: string }) => Promise<Answer>) {
  const { method = 'GET', query, body, file } = request;
  if (method === 'GET' || file) return run({});
  return wishes.fulfil(JSON.stringify([method, path, query]), JSON.stringify(body ?? null), (repeatId) =>
    run({ repeatId }),
  );
}

/** A session that ended takes nothing along: what was typed stays, and the frame asks to sign in again. */
function noted(error: unknown): unknown {
  if (error instanceof CallError && error.status === 401) noteEnded(true);
  leaveWhenEnded(error);
  return error;
}

/** Fetches a protected file and hands it to the browser under a name. */
export async function download(path: string, fileName: string, accept: string): Promise<void> {
  const response = await askRaw(path, { accept });
  saveFile(await response.blob(), fileName);
}

/** Refusals are answers, not accidents: only what never reached the server, or broke there, is tried again. */
function worthRetrying(failures: number, error: unknown): boolean {
  return failures < 2 && !(error instanceof CallError && error.status < 500);
}

export const queries = new QueryClient({
  defaultOptions: { queries: { retry: worthRetrying, staleTime: 10_000, refetchOnWindowFocus: false } },
});
