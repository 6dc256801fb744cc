import * as contract from '@comptoir/contracts/comptoir/material';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { jpegFile, officeFile, pdfFile, pngFile, programFile, zip } from '../../../../test/files.ts';
import { limits } from './entry.ts';
import { judgeFile } from './file-content.ts';

const judge = (name: string, content: Buffer | string) => judgeFile(name, Buffer.from(content));

const taken: readonly (readonly [string, Buffer | string])[] = [
  ['guide.pdf', pdfFile],
  ['Guide.PDF', pdfFile],
  ['logo.png', pngFile],
  ['photo.jpg', jpegFile],
  ['photo.jpeg', jpegFile],
  ['brochure.docx', officeFile('docx')],
  ['prices.xlsx', officeFile('xlsx')],
  ['pitch.pptx', officeFile('pptx')],
  ['read me.txt', 'Bonjour à tous\r\n\tPrix < 10 €\f'],
  ['latin.txt', Buffer.from('Équipe café', 'latin1')],
  ['bom.csv', '\uFEFFPlan;Prix\r\nÉquipe;-12,50\r\nSupport;+33 1 55 00 00 01\r\n'],
];

test.each(taken)('COL-01 SUP-28 %s is taken as what it is', async (name, content) => {
  const ending = name.toLowerCase().split('.').at(-1) as contract.MaterialEnding;
  expect(await judge(name, content)).toEqual({ taken: true, mediaType: contract.materialTypes[ending] });
});

const refused: readonly (readonly [string, Buffer | string, RegExp])[] = [
  ['setup.exe', programFile, /ending with \.exe are not taken/],
  ['guide.pdf', programFile, /it is exe/],
  ['notes.txt', programFile, /it is exe/],
  ['guide.pdf', pngFile, /it is png/],
  ['logo.png', jpegFile, /it is jpg/],
  ['guide.pdf', 'no PDF at all', /of no known kind/],
  ['macros.docm', officeFile('docm'), /ending with \.docm/],
  ['macros.xlsm', officeFile('xlsm'), /ending with \.xlsm/],
  ['renamed.docx', officeFile('docm'), /it is docm/],
  ['hidden.docx', officeFile('docx', { 'word/vbaProject.bin': 'x' }), /carries macros/],
  ['prices.xlsx', officeFile('docx'), /it is docx/],
  ['brochure.docx', zip({ 'a.txt': 'a' }), /it is zip/],
  ['all.zip', zip({ 'a.txt': 'a' }), /ending with \.zip/],
  ['all.txt', gzipSync('a'), /it is gz/],
  ['page.html', '<!doctype html>', /ending with \.html/],
  ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', /ending with \.svg/],
  ['page.txt', '  <!DOCTYPE html><script>alert(1)</script>', /markup|html/],
  ['drawing.txt', '<svg onload="alert(1)">', /markup/],
  ['xml.txt', '<?xml version="1.0"?><svg/>', /it is xml|markup/],
  ['run.txt', '#!/bin/sh\nrm -rf .\n', /markup or a script/],
  ['script.js', 'alert(1)', /ending with \.js/],
  ['README', 'text', /without an ending/],
  ['.txt', 'text', /without an ending/],
  ['constructor.constructor', 'text', /ending|without/],
  ['nul.txt', 'a\0b', /no plain text/],
  ['wide.txt', Buffer.from('\uFEFFwide', 'utf16le'), /no plain text|it is/],
  ['formula.csv', 'Plan,Prix\r\nÉquipe,=cmd|’ /C calc’!A0\r\n', /formulas/],
  ['first.csv', '@SUM(A1)', /formulas/],
  ['quoted.csv', 'a;"=1+1"', /formulas/],
  ['sign.csv', 'a\n+cmd()', /formulas/],
];

test.each(refused)('COL-01 %s with other or dangerous content is refused', async (name, content, reason) => {
  const judged = await judge(name, content);
  expect(judged).toEqual({ taken: false, reason: expect.stringMatching(reason) });
  expect(judged.taken ? '' : judged.reason).toMatch(/Taken are PDF, PNG/);
});

describe('broken files', () => {
  test.each(['docx', 'xlsx', 'pptx'] as const)(
    'a %s that ends early is refused or taken, and never an accident',
    async (kind) => {
      const whole = officeFile(kind);
      for (let length = 1; length < whole.length; length += 7) {
        expect(await judge(`cut.${kind}`, whole.subarray(0, length))).toHaveProperty('taken');
      }
    },
  );
});

test('The limits the contract tells are those that hold', () => {
  const { materialFileBytes, materialOfferBytes, mostMaterial } = contract;
  expect([materialFileBytes, materialOfferBytes, mostMaterial]).toEqual([
    limits.fileBytes,
    limits.offerBytes,
    limits.entries,
  ]);
});

test('A table of two hundred thousand empty lines is looked through once, not from each of its lines', async () => {
  expect(await judge('empty.csv', `a${'\n'.repeat(200_000)}`)).toMatchObject({ taken: true });
  expect(await judge('late.csv', `a${'\n'.repeat(200_000)}  =1`)).toMatchObject({ taken: false });
});
