/** Reads the text of an invoice document as a reader of PDF files does: what it prints, not what it was made from. */
import { decimal, zero } from '../../../kernel/index.ts';
import { texts } from '../document/texts.ts';
import type { PrintedDocument } from '../domain/reading.ts';

/** Words at one place of a page. */
interface Printed {
  readonly text: string;
  /** Where they end, in points from the left. */
  readonly right: number;
}

/** The column of amounts ends at the right margin, in points. */
const amountsEndAt = 540;
/** An amount in English, for example `EUR 1,234.50`. */
const amount = /^-?[A-Z]{3} -?[\d,]+(\.\d+)?$/;

/** What the English document of an invoice prints. */
export async function readDocument(pdf: Uint8Array): Promise<PrintedDocument> {
  const pages = await textOf(pdf);
  const [summary = [], ...rest] = pages;
  const lines = rest
    .slice(0, -1)
    .flat()
    .filter(({ text, right }) => right > amountsEndAt && amount.test(text));
  const title = summary.map(({ text }) => text).join(' ');
  const kind = (['invoice', 'creditNote'] as const).find((one) => title.startsWith(texts.en.kinds[one].title));
  return {
    kind,
    numbers: summary.filter(({ text }) => /^[A-Z]\d{9,}$/.test(text)).map(({ text }) => text),
    total: amountBehind(summary, 'Total'),
    lines: { count: lines.length, sum: lines.reduce((sum, { text }) => sum.plus(amountOf(text)), zero) },
  };
}

function amountBehind(words: readonly Printed[], label: string) {
  const at = words.findIndex(({ text }) => text === label);
  const behind = at < 0 ? undefined : words.slice(at + 1).find(({ text }) => amount.test(text));
  return behind && amountOf(behind.text);
}

function amountOf(text: string) {
  return decimal(text.replaceAll(/[^\d.-]/g, ''));
}

async function textOf(pdf: Uint8Array): Promise<Printed[][]> {
  // Large, and needed for nothing else: it is loaded when the first document is read.
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const loading = getDocument({ data: pdf, verbosity: 0 });
  try {
    const document = await loading.promise;
    const pages: Printed[][] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const { items } = await (await document.getPage(number)).getTextContent();
      pages.push(
        items.flatMap((item) => {
          if (!('str' in item) || item.str.trim() === '') return [];
          const left = Number(item.transform[4]);
          return [{ text: item.str.replaceAll(/\s+/g, ' ').trim(), right: left + item.width }];
        }),
      );
    }
    return pages;
  } finally {
    await loading.destroy();
  }
}
