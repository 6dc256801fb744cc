import { expect, test } from 'vitest';
import { fileProblem, sizeText, titleOf } from './file-check.ts';

test('A file is refused before it is sent when its ending, or its size, says enough', () => {
  expect(fileProblem({ name: 'Guide.PDF', size: 1 })).toBeUndefined();
  expect(fileProblem({ name: 'setup.exe', size: 1 })).toBe('kind');
  expect(fileProblem({ name: 'macros.docm', size: 1 })).toBe('kind');
  expect(fileProblem({ name: 'README', size: 1 })).toBe('kind');
  expect(fileProblem({ name: 'a.constructor', size: 1 })).toBe('kind');
  expect(fileProblem({ name: 'Guide.pdf', size: 0 })).toBe('empty');
  expect(fileProblem({ name: 'Guide.pdf', size: 10 * 1024 * 1024 })).toBeUndefined();
  expect(fileProblem({ name: 'Guide.pdf', size: 10 * 1024 * 1024 + 1 })).toBe('tooLarge');
});

test('A title begins as the file’s name', () => {
  expect(titleOf('Guide_de_prise_en_main.pdf')).toBe('Guide de prise en main');
  expect(titleOf('README')).toBe('README');
});

test('Sizes are told in the reader’s language', () => {
  expect(sizeText(340 * 1024, 'en')).toBe('340 kB');
  expect(sizeText(12, 'en')).toBe('1 kB');
  expect(sizeText(1.25 * 1024 * 1024, 'fr').replaceAll(/\s/g, ' ')).toBe('1,3 Mo');
});
