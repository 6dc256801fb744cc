/** The pages on which a person connects a device or a program that has no browser. */
import { html } from './html.ts';
import type { Language } from './language.ts';
import { page } from './layout.ts';
import { texts } from './texts.ts';

export type DeviceProblem = 'deviceMissing' | 'deviceUnknown' | 'deviceUsed' | 'deviceExpired' | 'deviceStopped';

interface DeviceForm {
  readonly language: Language;
  /** Where the form goes; also the address of the page. */
  readonly action: string;
  readonly xsrf: string;
}

export function deviceInputPage(options: DeviceForm & { readonly problem?: DeviceProblem }): string {
  const { language, action, xsrf, problem } = options;
  const words = texts[language];
  const content = html`<h1>${words.deviceTitle}</h1>
    <p>${words.deviceHint}</p>
    ${problem ? html`<div class="problem" id="problem" role="alert"><strong>${words[problem]}</strong></div>` : undefined}
    <form method="post" action="${action}">
      <input type="hidden" name="xsrf" value="${xsrf}" />
      <label for="user_code">${words.deviceCode}</label>
      <input
        id="user_code"
        name="user_code"
        class="code"
        type="text"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        required
        maxlength="20"
        autofocus${problem ? html` aria-invalid="true" aria-describedby="problem"` : undefined}
      />
      <button type="submit">${words.deviceNext}</button>
    </form>`;
  return page({ language, title: words.deviceTitle, address: action }, content);
}

export function deviceConfirmPage(
  options: DeviceForm & { readonly clientName: string; readonly userCode: string },
): string {
  const { language, action, xsrf, clientName, userCode } = options;
  const words = texts[language];
  const content = html`<h1>${words.deviceConfirmTitle}</h1>
    <p>${words.deviceConfirm(clientName)}</p>
    <strong class="code">${userCode}</strong>
    <form method="post" action="${action}">
      <input type="hidden" name="xsrf" value="${xsrf}" /><input type="hidden" name="user_code" value="${userCode}" />
      <button type="submit" name="confirm" value="yes">${words.deviceYes}</button>
      <button type="submit" name="abort" value="yes" class="plain">${words.deviceNo}</button>
    </form>`;
  return page({ language, title: words.deviceConfirmTitle }, content);
}
