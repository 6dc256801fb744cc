/** The page that asks an administrator for the consent to another tenant's application. */
import type { Tenant } from '../../../modules/identity/index.ts';
import { html, type Html } from './html.ts';
import type { Language } from './language.ts';
import { page } from './layout.ts';
import { texts } from './texts.ts';

export interface ConsentPage {
  readonly language: Language;
  readonly address: string;
  readonly applicationName: string;
  /** Whose application it is. */
  readonly owner: Pick<Tenant, 'name' | 'domain'>;
  /** Who is signed in. */
  readonly person: string;
  readonly scopes: readonly { readonly name: string; readonly words: string }[];
  /** False: somebody else has to. */
  readonly may: boolean;
  /** What that somebody opens. */
  readonly adminAddress: string;
  readonly problem?: 'consentNone';
}

export function consentPage(options: ConsentPage): string {
  const { language, address, applicationName, owner, person, may, problem } = options;
  const words = texts[language];
  const title = may ? words.consentTitle : words.consentAdminTitle;
  const content = html`<div>
    <h1>${title}</h1>
    <p>${words.consentWho(applicationName, owner.name, owner.domain)}</p>
    <p class="soft">${words.consentSignedIn(person)}</p>
    ${problem ? html`<div class="problem" id="problem" role="alert"><p>${words[problem]}</p></div>` : undefined}
    ${may ? choice(options) : askSomebody(options)}
  </div>`;
  return page({ language, title, address }, content);
}

function choice({ language, address, scopes, problem }: ConsentPage): Html {
  const words = texts[language];
  const described = problem ? html` aria-describedby="problem"` : undefined;
  return html`<form method="post" action="${address}">
    <input type="hidden" name="step" value="consent" />
    <fieldset class="scopes" ${described}>
      <legend>${words.consentScopes}</legend>
      ${scopes.map(
        (scope) =>
          html`<label class="scope"
            ><input type="checkbox" name="scope" value="${scope.name}" checked /><span
              >${scope.words}<small>${scope.name}</small></span
            ></label
          >`,
      )}
    </fieldset>
    <p class="soft">${words.consentNever}</p>
    <button type="submit" name="decision" value="accept">${words.consentAccept}</button>
    <button type="submit" name="decision" value="decline" class="plain">${words.consentDecline}</button>
  </form>`;
}

function askSomebody({ language, address, adminAddress }: ConsentPage): Html {
  const words = texts[language];
  return html`<p>${words.consentAskAdmin}</p>
    <p><code>${adminAddress}</code></p>
    <form method="post" action="${address}">
      <input type="hidden" name="step" value="consent" />
      <button type="submit" name="decision" value="decline" class="plain">${words.consentBack}</button>
    </form>`;
}
