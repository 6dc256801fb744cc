/** A browser as far as signing in needs one: cookies with their paths, redirects, and forms. No script runs in it. */

export interface Visited {
  readonly url: string;
  /** 0 when the visit stopped before the last address was asked for. */
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
}

export interface CookieBrowser {
  /** Follows redirects until a page comes, or until one leads to an address that starts with `stopAt`. */
  open(url: string, stopAt?: string): Promise<Visited>;
  /** Sends a form of the page: its hidden fields, and `fields` over them. `form` counts from 0. */
  submit(page: Visited, fields: Readonly<Record<string, string>>, stopAt?: string, form?: number): Promise<Visited>;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

export function cookieBrowser(language = 'en'): CookieBrowser {
  let jar: Cookie[] = [];
  const keep = (response: Response, url: string) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const name = pair.slice(0, pair.indexOf('='));
      const path = attribute(attributes, 'path') ?? new URL(url).pathname;
      jar = jar.filter((cookie) => cookie.name !== name || cookie.path !== path);
      const expires = attribute(attributes, 'expires');
      // Wall clock: cookies expire by it.
      const gone = expires !== undefined && Date.parse(expires) < Date.now();
      if (!gone) jar.push({ name, value: pair.slice(name.length + 1), path });
    }
  };
  const cookiesFor = (url: string) =>
    jar
      .filter(({ path }) => new URL(url).pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  const go = async (first: string, init: RequestInit, stopAt: string | undefined): Promise<Visited> => {
    let url = first;
    let request = init;
    for (let hop = 0; hop < 15; hop += 1) {
      if (stopAt && url.startsWith(stopAt)) return { url, status: 0, headers: new Headers(), html: '' };
      const headers = { accept: 'text/html', 'accept-language': language, cookie: cookiesFor(url) };
      const response = await fetch(url, { ...request, headers, redirect: 'manual' });
      keep(response, url);
      const html = await response.text();
      const location = response.headers.get('location');
      if (!location) return { url, status: response.status, headers: response.headers, html };
      url = new URL(location, url).toString();
      request = {};
    }
    throw new Error(`too many redirects, last to ${url}`);
  };
  return {
    open: (url, stopAt) => go(url, {}, stopAt),
    submit(page, fields, stopAt, form = 0) {
      const { action, hidden } = formOf(page.html, form);
      const body = new URLSearchParams({ ...hidden, ...fields });
      return go(new URL(action, page.url).toString(), { method: 'POST', body }, stopAt);
    },
  };
}

function attribute(attributes: readonly string[], name: string): string | undefined {
  return attributes.find((text) => text.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
}

function formOf(html: string, index: number): { action: string; hidden: Record<string, string> } {
  const form = [...html.matchAll(/<form[^>]*>[^]*?<\/form>/g)][index]?.[0];
  if (!form) throw new Error(`the page has no form ${index}: ${html.replace(/<style>[^]*<\/style>/, '')}`);
  const hidden = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
    valueOf(input, 'name'),
    valueOf(input, 'value'),
  ]);
  return { action: valueOf(form.slice(0, form.indexOf('>')), 'action'), hidden: Object.fromEntries(hidden) };
}

function valueOf(element: string, name: string): string {
  const text = element.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1] ?? '';
  return text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
}
