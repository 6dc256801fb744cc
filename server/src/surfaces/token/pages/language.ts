/** French or English: what the person chose on one of our pages, else what the browser prefers. */
import type { IncomingHttpHeaders } from 'node:http';

export type Language = 'fr' | 'en';

const cookieName = 'comptoir_language';
const cookieSeconds = 365 * 24 * 3600;

/** `lang` in the address wins, then the cookie, then Accept-Language; English when French is not preferred. */
export function chooseLanguage(headers: IncomingHttpHeaders, address: string): Language {
  const chosen = new URLSearchParams(address.split('?')[1] ?? '').get('lang') ?? cookieOf(headers.cookie);
  return chosen === 'fr' || chosen === 'en' ? chosen : preferred(headers['accept-language']);
}

/** `secure`: the page was asked for by https, and the cookie travels by nothing else. */
export function languageCookie(language: Language, secure: boolean): string {
  return `${cookieName}=${language}; Path=/; Max-Age=${cookieSeconds}; SameSite=Lax; HttpOnly${secure ? '; Secure' : ''}`;
}

function cookieOf(header: string | undefined): string | undefined {
  return header?.match(new RegExp(`(?:^|;\\s*)${cookieName}=(\\w+)`))?.[1];
}

/** The language with the greater weight in Accept-Language; at equal weight the one named first. */
function preferred(header: string | undefined): Language {
  let best: { language: Language; weight: number } = { language: 'en', weight: 0 };
  for (const entry of (header ?? '').split(',')) {
    const [tag = '', ...parameters] = entry
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const weight = quality === undefined ? 1 : Number(quality);
    const language = tag.split('-')[0];
    if ((language === 'fr' || language === 'en') && weight > best.weight) best = { language, weight };
  }
  return best.language;
}
