/** A support request as it is being filled in, and what is still wrong with it. */
import type {
  AudienceChange,
  AudienceTransitions,
  NewPublisherRequest,
  PublisherRequestForm,
} from '@comptoir/contracts/comptoir/publisher-requests';
import type { AudiencePartner } from '@comptoir/contracts/comptoir/offers';
import type { FieldPath } from 'react-hook-form';
import type { LinkedChange } from '../../paths.ts';

import type { Text } from '../../ui/text.tsx';

export type NamedPartner = Pick<AudiencePartner, 'tenantId' | 'name'>;

export interface RequestDraft {
  readonly title: string;
  readonly change: LinkedChange | undefined;
  /** Tenants to take off the list. */
  readonly leaving: readonly string[];
  /** Partners to be on the list of option 2. */
  readonly joining: readonly NamedPartner[];
  readonly description: string;
  readonly contact: { readonly name: string; readonly email: string; readonly phone: string };
}

const linked: readonly string[] = ['any', 'selected', 'none', 'remove'] satisfies LinkedChange[];

/** The change of a deep link, if it names one. */
export const linkedChange = (text: string | undefined) =>
  text !== undefined && linked.includes(text) ? (text as LinkedChange) : undefined;

export function changeOf({ change, leaving, joining }: RequestDraft): AudienceChange | undefined {
  if (change === undefined) return undefined;
  if (change === 'remove') return { kind: 'removePartners', partnerTenantIds: [...leaving] };
  const partnerTenantIds = change === 'selected' ? joining.map(({ tenantId }) => tenantId) : [];
  return { kind: 'changeOption', to: change, partnerTenantIds };
}

export function bodyOf(form: PublisherRequestForm, draft: RequestDraft): Partial<NewPublisherRequest> {
  const change = changeOf(draft);
  return {
    offerId: form.offerId,
    productVersion: form.productVersion.selected,
    category: form.category.selected,
    problem: form.problem.selected,
    title: draft.title,
    description: draft.description,
    contact: draft.contact,
    ...(change ? { change } : {}),
  };
}

/** What keeps the details from being sent, in the order of the page. */
export function detailProblems(
  draft: RequestDraft,
  { form, transitions }: { readonly form: PublisherRequestForm; readonly transitions: AudienceTransitions },
  t: Text,
): { readonly path: FieldPath<RequestDraft>; readonly message: string }[] {
  const { contact } = draft;
  const nobody = draft.joining.length === 0 && !(transitions.from === 'any' && transitions.soldPartners.length > 0);
  const checks: readonly (readonly [wrong: boolean, path: FieldPath<RequestDraft>, message: string])[] = [
    [!isTitle(draft.title, form), 'title', t('requestForm.title.hint', { title: form.titles[t.language] })],
    [draft.change === undefined, 'change', t('requestForm.change.missing')],
    [draft.change === 'remove' && draft.leaving.length === 0, 'change', t('requestForm.leaving.missing')],
    [draft.change === 'selected' && nobody, 'change', t('requestForm.joining.missing')],
    [draft.description.trim() === '', 'description', t('requestForm.missing', { field: t('requestForm.description') })],
    [contact.name.trim() === '', 'contact.name', t('requestForm.missing', { field: t('requestForm.contact.name') })],
    [!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact.email.trim()), 'contact.email', t('requestForm.email.wrong')],
  ];
  return checks.filter(([wrong]) => wrong).map(([, path, message]) => ({ path, message }));
}

/** An apostrophe may be typed either way. */
const plain = (title: string) => title.trim().replaceAll('’', "'");

const isTitle = (title: string, { titles }: PublisherRequestForm) =>
  [titles.en, titles.fr].some((given) => plain(given) === plain(title));
