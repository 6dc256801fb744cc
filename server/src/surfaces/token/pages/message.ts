/** Pages that only say something. */
import { html } from './html.ts';
import type { Language } from './language.ts';
import { page } from './layout.ts';
import { texts } from './texts.ts';

export type Message =
  | 'consentDeclined'
  | 'consentGiven'
  | 'deviceDone'
  | 'signInExpired'
  | 'signedOut'
  | 'tooManyRequests';

export function messagePage(language: Language, message: Message): string {
  const words = texts[language];
  const title = words[`${message}Title`];
  return page(
    { language, title },
    html`<h1>${title}</h1>
      <p>${words[message]}</p>`,
  );
}

/** What the provider refused, in its own English words: they are for whoever runs the application. */
export function refusedPage(language: Language, reason: string): string {
  const words = texts[language];
  const content = html`<h1>${words.refusedTitle}</h1>
    <p>${words.refused}</p>
    <p lang="en"><code>${reason}</code></p>`;
  return page({ language, title: words.refusedTitle }, content);
}

/** Signing out; sends itself where scripts run. */
export function signOutPage(language: Language, action: string, xsrf: string): string {
  const words = texts[language];
  const content = html`<h1>${words.signOutTitle}</h1>
    <p>${words.signOutHint}</p>
    <form method="post" action="${action}">
      <input type="hidden" name="xsrf" value="${xsrf}" /><input type="hidden" name="logout" value="yes" />
      <button type="submit">${words.signOut}</button>
    </form>`;
  return page({ language, title: words.signOutTitle, submitAtOnce: true }, content);
}
