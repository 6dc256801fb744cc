/** Pages on the way to and from an organisation's identity provider. */
import { html, type Html } from './html.ts';
import type { Language } from './language.ts';
import { page } from './layout.ts';
import { texts } from './texts.ts';

/** Goes on by itself, and by a link where the browser does not. `end`: to end the sign-in there. */
export function leavingPage(options: {
  readonly language: Language;
  readonly url: string;
  readonly organisation: string;
  readonly end: boolean;
}): string {
  const { language, url, organisation, end } = options;
  const words = texts[language];
  const title = end ? words.leavingOut(organisation) : words.leaving(organisation);
  return page(
    { language, title, goTo: url },
    html`<h1>${title}</h1>
      <p><a href="${url}">${words.leavingLink}</a></p>`,
  );
}

export interface TrialFacts {
  readonly language: Language;
  /** What was wrong, in a sentence; undefined: it works. */
  readonly problem?: string | undefined;
  /** The other side's own word for it. */
  readonly detail?: string | undefined;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** What came of an administrator's trial. */
export function trialPage({ language, problem, detail, facts }: TrialFacts): string {
  const words = texts[language];
  const title = problem ? words.trialFailed : words.trialWorks;
  const told: Html = problem
    ? html`<div class="problem" role="alert"><p>${problem}</p></div>
        ${detail ? html`<p lang="en"><code>${detail}</code></p>` : undefined}`
    : html`<p>${words.trialHint}</p>`;
  return page(
    { language, title },
    html`<h1>${title}</h1>
      ${told}
      <dl class="facts">
        ${facts.map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
      <p class="soft">${words.trialClose}</p>`,
  );
}
