/** The sign-in page. */
import type { Tenant, User } from '../../../modules/identity/index.ts';
import { html, type Html } from './html.ts';
import type { Language } from './language.ts';
import { page } from './layout.ts';
import { partNames, roleNames, texts } from './texts.ts';

/** The same for an unknown name and a wrong password: the page tells nobody who exists. */
export type SignInProblem =
  | 'missing'
  | 'wrong'
  | 'otherTenant'
  | 'tooMany'
  | 'busy'
  | 'providerOnly'
  | 'providerNone'
  | 'providerMissing'
  | 'providerDown'
  | 'providerWrong'
  | 'providerDeclined'
  | 'providerEmail'
  | 'providerForeign'
  | 'providerDisabled'
  | 'providerTaken';

export interface SignInChoice {
  readonly tenant: Tenant;
  readonly people: readonly User[];
}

export interface SignInPage {
  readonly language: Language;
  readonly address: string;
  /** Empty when nobody looked it up. */
  readonly clientName: string;
  /** What stands in the user name's field. */
  readonly name: string;
  readonly problem?: SignInProblem;
  /** The sign-in of a named organisation, or of whichever the user name is of. */
  readonly provider?: { readonly organisation?: string } | undefined;
  /** Sandbox only: people to sign in by a click. */
  readonly choices: readonly SignInChoice[];
}

export function signInPage(options: SignInPage): string {
  const { language, address, clientName, name, problem, choices, provider } = options;
  const words = texts[language];
  const invalid = problem ? html` aria-invalid="true" aria-describedby="problem"` : undefined;
  const content = html`<div>
      <h1>${words.signIn}</h1>
      ${clientName ? html`<p class="soft">${words.toContinue(clientName)}</p>` : undefined}
      ${
        problem
          ? html`<div class="problem" id="problem" role="alert">
              <strong>${words.problemTitle}</strong>
              <p>${words[problem]}</p>
            </div>`
          : undefined
      }
      ${provider?.organisation ? organisationForm(options, provider.organisation) : undefined}
      <form method="post" action="${address}">
        <label for="username">${words.userName}</label>
        <input
          id="username"
          name="username"
          type="text"
          inputmode="email"
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          required
          maxlength="256"
          value="${name}"
          ${name ? undefined : html` autofocus`}${invalid}
        />
        <span class="hint">${words.userNameExample}</span>
        <label for="password">${words.password}</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          maxlength="256"
          ${name ? html` autofocus` : undefined}${invalid}
        />
        <button type="submit" ${provider?.organisation ? html` class="plain"` : undefined}>${words.signIn}</button>
        ${provider && !provider.organisation ? elsewhereButton(language) : undefined}
        <p><a href="/forgotten-password">${words.forgotten}</a></p>
      </form>
    </div>
    ${choices.length > 0 ? choiceList(language, address, choices) : undefined}`;
  return page({ language, title: words.signIn, address }, content);
}

/** Of an organisation whose people sign in elsewhere: that comes first, and the password is for its global admins. */
function organisationForm({ language, address, name }: SignInPage, organisation: string): Html {
  const words = texts[language];
  return html`<form method="post" action="${address}">
      <input type="hidden" name="provider" value="yes" /><input type="hidden" name="username" value="${name}" />
      <button type="submit">${words.signInAt(organisation)}</button>
    </form>
    <p class="soft">${words.signInByPassword}</p>`;
}

const elsewhereButton = (language: Language): Html =>
  html`<button type="submit" name="provider" value="yes" class="plain" formnovalidate>
    ${texts[language].signInElsewhere}
  </button>`;

function choiceList(language: Language, address: string, choices: readonly SignInChoice[]): Html {
  const words = texts[language];
  return html`<section class="choices" aria-labelledby="who">
    <h2 id="who">${words.whoMay}</h2>
    <p class="soft">${words.whoMayHint}</p>
    <form method="post" action="${address}" class="tenants">
      ${choices.map(({ tenant, people }) => tenantChoices(language, tenant, people))}
    </form>
  </section>`;
}

function tenantChoices(language: Language, tenant: Tenant, people: readonly User[]): Html {
  const parts = tenant.parts.map((part) => partNames[language][part]).join(', ');
  return html`<div class="tenant">
    <h3>${tenant.name} <span>· ${tenant.country} · ${parts}</span></h3>
    <ul>
      ${people.map((person) => choice(language, person))}
    </ul>
  </div>`;
}

function choice(language: Language, person: User): Html {
  const words = texts[language];
  const roleWords = person.roles.map((role) => roleNames[language][role]).join(', ') || words.noRole;
  return html`<li>
    <button type="submit" name="as" value="${person.userPrincipalName}" title="${words.signInAs(person.displayName)}">
      ${person.displayName}<small>${person.userPrincipalName}</small><small>${roleWords}</small>
    </button>
  </li>`;
}
