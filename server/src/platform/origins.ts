/**
 * The origins we are known by. Behind a proxy it is the configured one and no other. On loopback, `localhost`,
 * `127.0.0.1` and `[::1]` are the same machine, and clients insist on the spelling they were given.
 */
import type { Context } from './context.ts';

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** Every origin under which this server is reached, the canonical one first. */
export function ownOrigins(context: Pick<Context, 'config' | 'origin'>): readonly string[] {
  const canonical = context.origin();
  if (context.config.origin || canonical === '') return [canonical];
  const url = new URL(canonical);
  if (!loopbackNames.includes(url.hostname)) return [canonical];
  const port = url.port ? `:${url.port}` : '';
  return [...new Set([canonical, ...loopbackNames.map((name) => `${url.protocol}//${name}${port}`)])];
}

/** The origin a request was sent to: its Host header's when that is one of ours, else the canonical one. */
export function originOf(context: Pick<Context, 'config' | 'origin'>, host: string | undefined): string {
  const [canonical = '', ...others] = ownOrigins(context);
  return others.find((origin) => host !== undefined && origin.endsWith(`//${host.toLowerCase()}`)) ?? canonical;
}
