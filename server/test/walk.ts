/** Calls every declared route it is given and keeps what was answered. */
import type { DeclaredRoute } from '../src/main.ts';
import { callServer } from './http.ts';

export interface WalkAnswer {
  readonly route: string;
  readonly status: number;
  readonly text: string;
}

/** A route's path with known values in its parameters; an id that belongs to nobody where none is known. */
export function filledPath(url: string, known: Readonly<Record<string, string>>): string {
  return url
    .replaceAll(/:([A-Za-z]+)/g, (_all, name: string) => known[name] ?? '00000000-0000-4000-8000-000000000000')
    .replace('*', 'x');
}

/** Each route at each of its addresses; a write gets an empty JSON body. */
export async function walkRoutes(
  origin: string,
  routes: readonly DeclaredRoute[],
  addressesOf: (route: DeclaredRoute) => readonly string[],
  token?: string,
): Promise<WalkAnswer[]> {
  const answers: WalkAnswer[] = [];
  for (const route of routes) {
    const { method, url } = route;
    const body = ['GET', 'HEAD', 'DELETE'].includes(method) ? {} : { body: {} };
    for (const address of addressesOf(route)) {
      const { status, text } = await callServer(origin, method, address, { ...(token ? { token } : {}), ...body });
      answers.push({ route: `${method} ${url}`, status, text });
    }
  }
  return answers;
}
