/** The portal's calls: same origin, the signed-in person's token, the reader's language. */
import { call, CallError, send, type CallOptions, type CallRequest } from '@comptoir/contracts/call';
import { QueryClient } from '@tanstack/react-query';
import { saveFile } from './files.ts';
import type { z } from 'zod';
import { accessToken, forgetSession } from './session.ts';

const options: CallOptions = {
  origin: '',
  token: accessToken,
  headers: () => ({ 'x-locale': document.documentElement.lang }),
};

type Ask = Omit<CallRequest, 'path'>;

export async function ask<Shape extends z.ZodType>(path: string, answer: Shape, request: Ask = {}) {
  try {
    return await call(options, { ...request, path, answer });
  } catch (error) {
    throw await leaveWhenSignedOut(error);
  }
}

/** Sends and gives back the answer as it is: files, and answers without a body. */
export async function askRaw(path: string, request: Ask = {}): Promise<Response> {
  try {
    return await send(options, { ...request, path });
  } catch (error) {
    throw await leaveWhenSignedOut(error);
  }
}

async function leaveWhenSignedOut(error: unknown): Promise<unknown> {
  if (error instanceof CallError && error.status === 401 && (await accessToken())) {
    await forgetSession();
    location.assign(`/sign-in?returnTo=${encodeURIComponent(location.pathname + location.search)}`);
  }
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
