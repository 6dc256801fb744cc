/** Pages of a sign-in after name and password: one form, one thing to do. */
import { html, type Html } from './html.ts';
import type { Language } from './language.ts';
import { page } from './layout.ts';
import { texts } from './texts.ts';

export interface StepPage {
  readonly language: Language;
  readonly address: string;
  /** A sentence: what was wrong with what was sent. */
  readonly problem?: string | undefined;
  /** The page has a form of a passkey. */
  readonly passkeys?: boolean;
}

/** A page of one form, with what was wrong above it. */
export function stepPage(
  options: StepPage,
  words: { readonly title: string; readonly hint: string },
  content: Html,
): string {
  const { language, address, problem, passkeys = false } = options;
  return page(
    { language, title: words.title, address, passkeys },
    html`<div>
      <h1>${words.title}</h1>
      ${
        problem
          ? html`<div class="problem" id="problem" role="alert"><p>${problem}</p></div>`
          : html`<p class="soft">${words.hint}</p>`
      }
      ${content}
    </div>`,
  );
}

/** Another password in place of one that an administrator made. */
export function choosePasswordPage(options: StepPage): string {
  const words = texts[options.language];
  const invalid = options.problem ? html` aria-invalid="true" aria-describedby="problem"` : undefined;
  return stepPage(
    options,
    { title: words.choosePassword, hint: words.choosePasswordHint },
    html`<form method="post" action="${options.address}">
      <input type="hidden" name="step" value="password" />
      ${newPasswordFields(options.language, invalid)}
      <button type="submit">${words.choosePasswordSubmit}</button>
    </form>`,
  );
}

export function newPasswordFields(language: Language, invalid: Html | undefined): Html {
  const words = texts[language];
  return html`<label for="new-password">${words.newPassword}</label>
    <input
      id="new-password"
      name="new-password"
      type="password"
      autocomplete="new-password"
      required
      maxlength="256"
      autofocus${invalid}
    />
    <span class="hint">${words.newPasswordHint}</span>
    <label for="again">${words.passwordAgain}</label>
    <input id="again" name="again" type="password" autocomplete="new-password" required maxlength="256" ${invalid} />`;
}
