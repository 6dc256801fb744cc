/** A page of text as PDF (ISO 32000-1), with a font every reader has: the demo world's documents need no more. */

/** Signs of Windows-1252, the font's encoding, that Latin-1 has not. */
const windowsSigns: Readonly<Record<string, string>> = { '’': '\u0092', '–': '\u0096', '€': '\u0080' };

/** One A4 page: a title, and lines of at most 90 characters below it. */
export function pageOfText(title: string, lines: readonly string[]): Buffer {
  const text = [
    `BT /F1 20 Tf 64 770 Td ${literal(title)} Tj ET`,
    `BT /F1 11 Tf 64 730 Td 16 TL ${lines.map((line) => `${literal(line)} Tj T*`).join(' ')} ET`,
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const places: number[] = [];
  for (const [index, object] of objects.entries()) {
    places.push(file.length);
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + end, 'latin1');
}

function literal(text: string): string {
  const encoded = text.replaceAll(/[’–€]/g, (sign) => windowsSigns[sign]!);
  return `(${encoded.replaceAll(/[\\()]/g, String.raw`\$&`)})`;
}
