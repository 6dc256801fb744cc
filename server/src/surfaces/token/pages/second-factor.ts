/** Pages of the second factor at sign-in. What a passkey needs is the only script that runs here. */
import type { BegunApp } from '../../../modules/identity/index.ts';
import { html, type Html } from './html.ts';
import type { Language } from './language.ts';
import { stepPage, type StepPage } from './step.ts';
import { texts } from './texts.ts';

export function secondFactorPage(options: StepPage & { readonly passkey: object | undefined }): string {
  const { language, address, passkey, problem } = options;
  const words = texts[language];
  return stepPage(
    { ...options, passkeys: passkey !== undefined },
    { title: words.secondFactor, hint: words.secondFactorHint },
    html`<form method="post" action="${address}">
        <input type="hidden" name="step" value="secondFactor" />
        ${codeField(language, problem, words.codeOrRecoveryHint)}
        <button type="submit">${words.codeSubmit}</button>
      </form>
      ${
        passkey
          ? passkeyForm({
              language,
              address,
              step: 'secondFactor',
              how: 'get',
              options: passkey,
              submit: words.passkeyUse,
            })
          : undefined
      }`,
  );
}

interface EnrolPage extends StepPage {
  readonly app: BegunApp;
  /** What the browser makes one of; undefined where browsers make none. */
  readonly passkey: { readonly id: string; readonly options: object } | undefined;
}

export function enrolPage(options: EnrolPage): string {
  const { language, address, app, passkey, problem } = options;
  const words = texts[language];
  return stepPage(
    { ...options, passkeys: passkey !== undefined },
    { title: words.enrol, hint: words.enrolHint },
    html`<p>${words.enrolScan}</p>
      ${picture(app, words.enrolPicture)}
      <p class="soft">${words.enrolType}</p>
      <p><code>${app.secret}</code></p>
      <form method="post" action="${address}">
        <input type="hidden" name="step" value="enrol" /><input type="hidden" name="factor" value="${app.id}" />
        ${codeField(language, problem, words.codeHint)}
        <button type="submit">${words.codeSubmit}</button>
      </form>
      ${
        passkey
          ? passkeyForm({
              language,
              address,
              step: 'enrol',
              how: 'create',
              factor: passkey.id,
              options: passkey.options,
              submit: words.passkeyMake,
            })
          : undefined
      }`,
  );
}

export function recoveryPage(options: StepPage & { readonly codes: readonly string[] }): string {
  const words = texts[options.language];
  return stepPage(
    options,
    { title: words.recovery, hint: words.recoveryHint },
    html`<ul class="codes">
        ${options.codes.map((code) => html`<li><code>${code}</code></li>`)}
      </ul>
      <form method="post" action="${options.address}">
        <input type="hidden" name="step" value="recovery" />
        <button type="submit">${words.recoverySubmit}</button>
      </form>`,
  );
}

function codeField(language: Language, problem: string | undefined, hint: string): Html {
  const words = texts[language];
  return html`<label for="code">${words.code}</label>
    <input
      id="code"
      name="code"
      class="code"
      type="text"
      autocomplete="one-time-code"
      autocapitalize="characters"
      spellcheck="false"
      required
      maxlength="40"
      autofocus${problem ? html` aria-invalid="true" aria-describedby="problem"` : undefined}
    />
    <span class="hint">${hint}</span>`;
}

interface PasskeyForm {
  readonly language: Language;
  readonly address: string;
  readonly step: string;
  readonly how: 'get' | 'create';
  readonly factor?: string;
  readonly options: object;
  readonly submit: string;
}

function passkeyForm({ language, address, step, how, factor, options, submit }: PasskeyForm): Html {
  return html`<form method="post" action="${address}" data-passkey="${how}" data-options="${JSON.stringify(options)}">
    <input type="hidden" name="step" value="${step}" />
    ${factor ? html`<input type="hidden" name="factor" value="${factor}" />` : undefined}
    <input type="hidden" name="credential" value="" />
    <button type="submit" class="plain">${submit}</button>
    <p id="passkey-failed" role="alert" hidden>${texts[language].passkeyFailed}</p>
  </form>`;
}

function picture({ qr: { size, path } }: BegunApp, title: string): Html {
  return html`<svg
    class="qr"
    viewBox="0 0 ${size} ${size}"
    role="img"
    aria-label="${title}"
    shape-rendering="crispEdges"
  >
    <rect width="${size}" height="${size}" fill="#fff" />
    <path d="${path}" fill="#000" />
  </svg>`;
}
