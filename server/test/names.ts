/** One set of names for every list, search, file and document: accents, ligatures, scripts, composed and decomposed. */

/** Each name with ways in which people write it when they search. */
export const namesOfTheWorld: readonly { readonly name: string; readonly searches: readonly string[] }[] = [
  { name: 'École Supérieure', searches: ['ecole', 'ÉCOLE', 'superieure'] },
  { name: 'E\u0301lectricite\u0301 du Nord', searches: ['électricité', 'electricite', 'NORD'] },
  { name: 'Île Bleue', searches: ['île', 'ile'] },
  { name: 'Ärzte am Markt', searches: ['arzte', 'ÄRZTE'] },
  { name: 'Straße & Söhne', searches: ['strasse', 'STRASSE', 'söhne'] },
  { name: 'Ørsted Nord', searches: ['orsted', 'ørsted'] },
  { name: 'ÅF Konsult', searches: ['af', 'åf'] },
  { name: 'İstanbul Ticaret', searches: ['istanbul', 'İSTANBUL'] },
  { name: 'Irmak Yazılım', searches: ['ırmak', 'yazilim'] },
  { name: 'Œuvre Æther', searches: ['oeuvre', 'aether'] },
  { name: 'Ёлка Сервис', searches: ['ёлка', 'елка', 'СЕРВИС'] },
  { name: 'Ελληνική Όδος', searches: ['ελληνικη', 'ΟΔΟΣ', 'οδος'] },
  { name: 'شركة النور', searches: ['النور'] },
  { name: 'חברת אור', searches: ['אור'] },
  { name: '株式会社 青空', searches: ['青空', '株式会社'] },
  { name: 'ｶﾌﾞｼｷ ＴＯＫＹＯ', searches: ['tokyo', 'カブシキ'] },
  { name: '한국전자', searches: ['한국'] },
  { name: 'Fusée 🚀 Ariane', searches: ['🚀', 'fusee'] },
  { name: 'Łódź Żeglarz', searches: ['lodz', 'łódź', 'zeglarz'] },
  { name: '100 % Réussite_x', searches: ['100', 'reussite_x', '%'] },
];
