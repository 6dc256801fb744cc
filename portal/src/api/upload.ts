/** One file to the server, with its progress, which `fetch` cannot tell. */
import { CallError } from '@comptoir/contracts/call';
import type { z } from 'zod';
import { accessToken } from './session.ts';

export interface Upload<Shape extends z.ZodType> {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly file: Blob;
  /** Same id, same answer: an upload that is retried is kept once. */
  readonly repeatId: string;
  readonly answer: Shape;
  /** From 0 to 1. */
  readonly onProgress: (part: number) => void;
}

/** Throws `CallError` when it is refused, and a plain error when it never arrived. */
export async function uploadFile<Shape extends z.ZodType>(upload: Upload<Shape>): Promise<z.output<Shape>> {
  const token = await accessToken();
  const request = new XMLHttpRequest();
  request.open('POST', `${upload.path}?${new URLSearchParams(upload.query).toString()}`);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.setRequestHeader('x-locale', document.documentElement.lang);
  request.setRequestHeader('ms-requestid', upload.repeatId);
  if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
  request.upload.addEventListener('progress', ({ loaded, total }) => upload.onProgress(total > 0 ? loaded / total : 0));
  await new Promise<void>((resolve, reject) => {
    request.addEventListener('load', () => resolve());
    request.addEventListener('error', () => reject(new Error('the upload did not arrive')));
    request.addEventListener('abort', () => reject(new Error('the upload was stopped')));
    request.send(upload.file);
  });
  const body: unknown = bodyOf(request.responseText);
  if (request.status >= 200 && request.status < 300) return upload.answer.parse(body);
  throw new CallError(request.status, request.getResponseHeader('ms-correlationid') ?? '', body);
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
