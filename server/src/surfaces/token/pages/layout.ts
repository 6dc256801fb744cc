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

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

// Whole elements, because the policy below holds the hash of exactly what stands in them.
const styleElement: Html = { html: `<style>${style}</style>` };
const submitElement: Html = { html: `<script>${submitScript}</script>` };

/** No script but the one above, no address of others, no frame round the page. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(submitScript)}; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

export interface PageOptions {
  readonly language: Language;
  readonly title: string;
  /** Address of this page for the language switch; none on pages that answer a form. */
  readonly address?: string;
  readonly submitAtOnce?: boolean;
}

export function page(options: PageOptions, content: Html): string {
  const { language, title, address, submitAtOnce } = options;
  const other = language === 'fr' ? 'en' : 'fr';
  const document = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Comptoir</title>
        ${styleElement} ${submitAtOnce ? submitElement : undefined}
      </head>
      <body>
        <div class="page">
          <div class="top">
            <span class="brand">Comptoir</span>${
              address
                ? html`<a href="${address}?lang=${other}" lang="${other}" hreflang="${other}"
                    >${texts[language].otherLanguage}</a
                  >`
                : undefined
            }
          </div>
          <main>${content}</main>
        </div>
      </body>
    </html> `;
  return document.html;
}
