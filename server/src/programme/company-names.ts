/** What a company can be called (rule B27): one rule for customers and for those who enrol. Pure. */
import { allowed, refused, type Verdict } from '../kernel/index.ts';
import { rules } from './rules/index.ts';

/** Longest company name, in characters (B27 as of 2024; 200 before). */
const longestName = 256;

/** Legal forms that are no name by themselves; compared without dots, spaces and case. */
const legalForms = new Set(
  'ab ag aps as asa bv bvba co company corp corporation cv doo eood gbr gmbh inc incorporated kft kg kk lda limited llc llp lp ltd ltda nv oo ood oy oyj plc pte pty sa sarl sas sasu sci se sl sia snc spa spzoo srl sro uab ug zrt'.split(
    ' ',
  ),
);

/** Names nobody can have: nothing, one character, only signs or digits, a legal form alone, or one that is too long. */
export function companyNameVerdict(name: string): Verdict {
  const letters = name.replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (Array.from(name.trim()).length > longestName) {
    return refused(rules.B27, `The company name is longer than ${longestName} characters. Give the legal name.`);
  }
  if (letters === '') return refused(rules.B27, 'The company name has no letter. Give the legal name.');
  if (/^\p{N}+$/u.test(letters))
    return refused(rules.B27, 'The company name is made of digits alone. Give the legal name.');
  if (/^.$/u.test(name.trim())) return refused(rules.B27, 'The company name is one character. Give the legal name.');
  if (legalForms.has(letters.normalize('NFKC').toLowerCase())) {
    return refused(rules.B27, `'${name.trim()}' is a legal form, not a name. Give the whole legal name.`);
  }
  return allowed;
}
