/** The frame of every page of the token service. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { html, type Html } from './html.ts';
import type { Language } from './language.ts';
import { texts } from './texts.ts';

const style = readFileSync(join(import.meta.dirname, 'style.css'), 'utf8');

/** Sends the page's only form at once; the button stays for browsers without script. */
const submitScript = "document.addEventListener('DOMContentLoaded', () => document.forms[0].submit());";

/** Has the browser make or use a passkey when the button is pressed, and sends what it answered. */
const passkeyScript = readFileSync(join(import.meta.dirname, 'passkey.js'), 'utf8');

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

// Whole elements, because the policy below holds the hash of exactly what stands in them.
const styleElement: Html = { html: `<style>${style}</style>` };
const submitElement: Html = { html: `<script>${submitScript}</script>` };
const passkeyElement: Html = { html: `<script>${passkeyScript}</script>` };

/**
 * No script but the two above, no address of others, no frame round the page. A form may go here and to `formTargets`:
 * browsers hold the redirects after a form to this too, and a sign-in ends at the application.
 */
function policy(formTargets: string): string {
  return `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(submitScript)} ${hashOf(passkeyScript)}; base-uri 'none'; form-action 'self'${formTargets}; frame-ancestors 'none'`;
}

export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policy(''),
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** Headers of a page whose form leads on to an application: to where it wants the answer, or any when that is not known. */
export function formPageHeaders(redirectUri: string | undefined): Record<keyof typeof pageHeaders, string> {
  const url = redirectUri === undefined ? null : URL.parse(redirectUri);
  const target = url && (url.origin === 'null' ? url.protocol : url.origin);
  return { ...pageHeaders, 'content-security-policy': policy(target ? ` ${target}` : ' http: https:') };
}

export interface PageOptions {
  readonly language: Language;
  readonly title: string;
  /** Address of this page for the language switch; none on pages that answer a form. */
  readonly address?: string;
  readonly submitAtOnce?: boolean;
  readonly passkeys?: boolean;
  /** Where the browser goes on by itself. */
  readonly goTo?: string;
}

export function page(options: PageOptions, content: Html): string {
  const { language, title, address, submitAtOnce, passkeys, goTo } = options;
  const other = language === 'fr' ? 'en' : 'fr';
  const document = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${goTo ? html`<meta http-equiv="refresh" content="0;url=${goTo}" />` : undefined}
        <title>${title} · Comptoir</title>
        ${styleElement} ${submitAtOnce ? submitElement : undefined}${passkeys ? passkeyElement : undefined}
      </head>
      <body>
        <div class="page">
          <header class="top">
            <span class="brand">Comptoir</span>${
              address
                ? html`<a href="${address}?lang=${other}" lang="${other}" hreflang="${other}"
                    >${texts[language].otherLanguage}</a
                  >`
                : undefined
            }
          </header>
          <main>${content}</main>
        </div>
      </body>
    </html> `;
  return document.html;
}
