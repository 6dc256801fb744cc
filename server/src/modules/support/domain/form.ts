/** The support request form of a publisher: what is pre-filled, what may not be changed, what must be filled in (rule A16). */
import type { Problem } from '../../../kernel/index.ts';

/** « Gestion des offres en direct », "Live offer management". */
export const productVersions = ['liveOfferManagement'] as const;
/** One for each kind of offer; the form selects the offer's own. */
export const categories = ['saas', 'virtualMachine', 'azureApplication', 'container'] as const;
/** « Mettre à jour l’offre existante », "Update existing offer". */
export const problems = ['updateExistingOffer'] as const;
/** The title that the source prescribes, for every transition, even for one that widens (rule A19). */
export const titles = { en: 'Deauthorize CSP', fr: 'Supprimer l’autorisation CSP' } as const;

export type ProductVersion = (typeof productVersions)[number];
export type RequestCategory = (typeof categories)[number];
export type RequestProblem = (typeof problems)[number];

export const requiredSections = ['title', 'description', 'contact.name', 'contact.email'] as const;

export interface FilledForm {
  readonly productVersion: string;
  readonly category: string;
  readonly problem: string;
  readonly title: string;
  readonly description: string;
  readonly contact: { readonly name: string; readonly email: string; readonly phone: string };
}

/** Everything that is wrong with a form for an offer of a kind, each where it is. */
export function formProblems(form: FilledForm, category: RequestCategory): Problem[] {
  return [
    ...locked('productVersion', form.productVersion, productVersions[0]),
    ...locked('category', form.category, category),
    ...locked('problem', form.problem, problems[0]),
    ...titleProblems(form.title),
    ...empty('description', form.description),
    ...empty('contact.name', form.contact.name),
    ...emailProblems(form.contact.email),
  ];
}

function locked(path: string, value: string, prefilled: string): Problem[] {
  if (value === prefilled) return [];
  const message = `This selection is pre-filled with '${prefilled}' and must not be changed.`;
  return [{ path, code: 'SelectionChanged', message }];
}

function empty(path: string, value: string): Problem[] {
  return value.trim() === '' ? [{ path, code: 'SectionEmpty', message: 'This section is required. Fill it in.' }] : [];
}

/** An apostrophe may be typed either way. */
const plain = (title: string) => title.trim().replaceAll('’', "'").replaceAll(/\s+/g, ' ');

function titleProblems(title: string): Problem[] {
  const missing = empty('title', title);
  if (missing.length > 0 || Object.values(titles).some((given) => plain(given) === plain(title))) return missing;
  return [{ path: 'title', code: 'TitleDiffers', message: `Use '${titles.en}' or '${titles.fr}' as the title.` }];
}

function emailProblems(email: string): Problem[] {
  const missing = empty('contact.email', email);
  if (missing.length > 0 || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return missing;
  return [{ path: 'contact.email', code: 'EmailMalformed', message: 'This is not an email address.' }];
}
