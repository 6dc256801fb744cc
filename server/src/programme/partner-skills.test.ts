import { competencies, skills } from '@comptoir/contracts/comptoir/partners';
import { expect, test } from 'vitest';
import { competencyLevels, skillAreas } from './partner-skills.ts';

test('A8 A24 The levels and areas that partners are found by are those that the contract takes, in its order', () => {
  expect([competencyLevels, skillAreas]).toEqual([competencies, skills]);
});
