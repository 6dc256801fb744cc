/** A contract as a PDF document: the standard contract of the marketplace, the agreement of partners. */
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { ContractText } from '../../../programme/contract-text.ts';
import { dayIn } from './format.ts';
import { renderDefinition } from './render.ts';
import { texts, type DocumentLocale } from './texts.ts';

/** `since`: the day the version applies from, which names it. */
export async function renderContract(
  text: ContractText,
  since: Temporal.PlainDate,
  locale: DocumentLocale,
): Promise<Buffer> {
  return renderDefinition(contractLayout(text, since, locale));
}

function contractLayout(
  { title, introduction, clauses }: ContractText,
  since: Temporal.PlainDate,
  locale: DocumentLocale,
): TDocumentDefinitions {
  const words = texts[locale];
  const version = words.contractVersion(dayIn(locale, since));
  return {
    info: { title, creationDate: new Date(since.toZonedDateTime('UTC').epochMilliseconds) },
    language: locale,
    pageSize: 'A4',
    pageMargins: [64, 64, 64, 72],
    defaultStyle: { font: 'Roboto', fontSize: 10.5, color: '#1f2937', lineHeight: 1.35 },
    styles: {
      title: { fontSize: 20, bold: true },
      heading: { fontSize: 12, bold: true, margin: [0, 12, 0, 4] },
      small: { fontSize: 8, color: '#5b6472' },
    },
    content: [
      { text: title, style: 'title' },
      { text: version, style: 'small', margin: [0, 4, 0, 16] },
      ...introduction.map(paragraph),
      ...clauses.flatMap(({ heading, paragraphs: [first = '', ...rest] }) => [
        // A heading never stands alone at the foot of a page.
        { stack: [{ text: heading, style: 'heading' }, paragraph(first)], unbreakable: true },
        ...rest.map(paragraph),
      ]),
    ],
    footer: (page, pages) => ({
      columns: [
        { text: `${title} · ${version}`, style: 'small' },
        { text: words.page(page, pages), style: 'small', alignment: 'right', width: 'auto' },
      ],
      margin: [64, 24, 64, 0],
    }),
  };
}

const paragraph = (text: string) => ({ text, margin: [0, 0, 0, 6] as [number, number, number, number] });
