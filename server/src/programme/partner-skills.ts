/**
 * What a partner is found by beside its name (rules A8, A24): the level of its competency, and the areas it is skilled in.
 * The sources name the filters and the level "Gold", not the areas: those are our own choice (decision 0011).
 */
export const competencyLevels = ['gold', 'silver'] as const;
/** The best level a partner has. */
export type CompetencyLevel = (typeof competencyLevels)[number];

export const skillAreas = [
  'ai-machine-learning',
  'app-development',
  'backup-recovery',
  'business-applications',
  'cloud-migration',
  'collaboration',
  'compliance',
  'data-analytics',
  'devops',
  'hosting',
  'identity-access',
  'industry-iot',
  'managed-services',
  'networking',
  'security',
  'training',
] as const;
export type SkillArea = (typeof skillAreas)[number];
