/** The language a caller asks for by `X-Locale`, on every surface that names things. */
import type { FastifyRequest } from 'fastify';

export interface Locale {
  /** As asked, e.g. `fr-CH`; `en-US` when nothing usable was. */
  readonly tag: string;
  /** Of the two languages listings are written in, the one that fits. */
  readonly language: 'en' | 'fr';
}

const tagShape = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

export function localeOf(request: FastifyRequest): Locale {
  const preferred = request.headers['x-locale'];
  const tag = typeof preferred === 'string' && tagShape.test(preferred) ? preferred : 'en-US';
  return { tag, language: /^fr(-|$)/i.test(tag) ? 'fr' : 'en' };
}
