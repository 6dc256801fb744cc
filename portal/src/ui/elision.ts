/** French before a name that begins with a vowel: “d’Azur” and “qu’Azur”, not “de Azur” and “que Azur”. Texts elide by themselves; names come later. Pure. */

type Values = Readonly<Record<string, unknown>>;

/** Places of a text that follow “de” or “que”. */
const places = /(?<=^|[\s\u00A0\u202F(«“])(?:[Dd]|[Qq]u)e \{(\w+)\}/gu;
const vowel = /^[aeiouàâäéèêëîïôöùûüœæ]/iu;
/** Stands before such a name while the text is made; no name has it. */
const mark = '\uE000';

/** A text with its values, as a French reader writes it. Names themselves stay as they are. */
export function elided<Given extends Values>(
  language: string,
  message: unknown,
  values: Given | undefined,
  format: (values: Given | undefined) => string,
): string {
  const names =
    language === 'fr' && typeof message === 'string' ? [...message.matchAll(places)].map(([, name]) => name!) : [];
  const marked = names.flatMap((name) => {
    const value = values?.[name];
    return typeof value === 'string' && vowel.test(value) ? [[name, mark + value]] : [];
  });
  if (marked.length === 0) return format(values);
  const text = format({ ...values, ...Object.fromEntries(marked) } as Given);
  return text.replaceAll(new RegExp(`([Dd]|[Qq]u)e ${mark}`, 'gu'), '$1’').replaceAll(mark, '');
}
