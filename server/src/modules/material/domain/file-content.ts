/**
 * What a file is, by its content and never by its word alone: only kinds that a partner can open without running
 * anything, and only under the name of their kind.
 */
import { fileTypeFromBuffer } from 'file-type';
import { endingOf } from '../../../kernel/index.ts';

const office = 'application/vnd.openxmlformats-officedocument';

/** Endings a file may have, with the media type its content must then be of. */
const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  docx: `${office}.wordprocessingml.document`,
  xlsx: `${office}.spreadsheetml.sheet`,
  pptx: `${office}.presentationml.presentation`,
  txt: 'text/plain',
  csv: 'text/csv',
};

const list = 'PDF, PNG, JPEG, Word (docx), Excel (xlsx), PowerPoint (pptx), plain text (txt) and CSV';

export type JudgedFile =
  | { readonly taken: true; readonly mediaType: string }
  | { readonly taken: false; readonly reason: string };

/** Whether a file may be kept under its cleaned name, and as what. */
export async function judgeFile(name: string, content: Buffer): Promise<JudgedFile> {
  const ending = endingOf(name);
  const mediaType = Object.hasOwn(mediaTypes, ending) ? mediaTypes[ending] : undefined;
  if (!mediaType) {
    const what = ending === '' ? 'without an ending' : `ending with .${ending}`;
    return { taken: false, reason: `Files ${what} are not taken. Taken are ${list}.` };
  }
  const found = await fileTypeFromBuffer(content);
  const wrong = mediaType.startsWith('text/')
    ? whyNotText(found, mediaType, content)
    : whyNotBinary(found, mediaType, content);
  if (!wrong) return { taken: true, mediaType };
  return { taken: false, reason: `The content of ${name} is not what its ending says: ${wrong}. Taken are ${list}.` };
}

type Found = Awaited<ReturnType<typeof fileTypeFromBuffer>>;

function whyNotBinary(found: Found, mediaType: string, content: Buffer): string | undefined {
  if (!found) return 'it is of no known kind';
  if (found.mime !== mediaType) return `it is ${found.ext}`;
  // A document that carries macros is one whatever it calls itself.
  if (mediaType.startsWith(office) && content.includes('vbaProject.bin')) return 'it carries macros';
  return undefined;
}

/** Markup and scripts are text too, and a program may run them by what they begin with. */
const runnable = /^\s*(<(!doctype|html|head|body|svg|script|iframe|\?)|#!)/i;
/**
 * Cells a spreadsheet computes instead of showing: formulas, also behind a sign or an at. The space after a separator
 * holds none itself: a file of empty lines would be read from each of them to its end.
 */
const formula = /(^|[,;\t\n\r])"?[^\S\t\n\r]*([=@]|[+-]\s*[A-Za-z(@=])/;

function whyNotText(found: Found, mediaType: string, content: Buffer): string | undefined {
  if (found) return `it is ${found.ext}`;
  const text = textOf(content);
  // oxlint-disable-next-line no-control-regex -- that is what is looked for
  if (/[\0-\x08\x0B\x0E-\x1F\x7F]/.test(text)) return 'it is no plain text';
  if (runnable.test(text)) return 'it is markup or a script';
  if (mediaType === 'text/csv' && formula.test(text)) return 'it holds formulas, which a spreadsheet would compute';
  return undefined;
}

/** UTF-8, without its byte order mark; what is none is read as ISO-8859-1, as older spreadsheets write it. */
function textOf(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return content.toString('latin1');
  }
}
