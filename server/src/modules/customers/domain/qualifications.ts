/** What a customer can be qualified as, and what a request needs (wire contract, 2.8). Pure. */
import { allowed, refused, type Verdict } from '../../../kernel/index.ts';
import { rules } from '../../../programme/rules/index.ts';

/** Those that a partner may ask for. */
export const qualifications = ['Education', 'GovernmentCommunityCloud', 'StateOwnedEntity'] as const;
export type Qualification = (typeof qualifications)[number];

export const educationSegments = ['K12', 'HigherEducation'] as const;
export type EducationSegment = (typeof educationSegments)[number];

export type VettingStatus = 'InReview' | 'Approved' | 'Denied';

/** The documented reasons: all are about education. */
export const vettingReasons = [
  'Not an Education Customer',
  'No longer an Education Customer',
  'Not an Education Customer - After Review',
  'Restricted being an Education Customer',
  'Not an Academic Domain',
  'Not an eligible Library',
  'Not an eligible Museum',
] as const;
export type VettingReason = (typeof vettingReasons)[number];

export interface QualificationWish {
  readonly qualification: Qualification;
  readonly educationSegment?: EducationSegment | undefined;
  readonly website?: string | undefined;
  readonly validationCode?: string | undefined;
}

/** A qualification that the customer has or asks for. */
export interface Standing {
  readonly qualification: Qualification;
  readonly vettingStatus: VettingStatus;
}

/** Whether it may be asked for beside what the customer has and asks for already. */
export function mayAskFor({ qualification }: QualificationWish, standing: readonly Standing[]): Verdict {
  const open = standing.filter(({ vettingStatus }) => vettingStatus !== 'Denied');
  const same = open.find((one) => one.qualification === qualification);
  if (same) {
    const state =
      same.vettingStatus === 'Approved' ? 'has this qualification already' : 'is being vetted for it already';
    return refused(rules['F6/qualification'], `The customer ${state}.`);
  }
  if (qualification === 'GovernmentCommunityCloud' && open.length > 0) {
    const reason =
      'A customer of the government community cloud has no other qualification; this one has, or asks for one.';
    return refused(rules['F6/qualification'], reason);
  }
  if (open.some((one) => one.qualification === 'GovernmentCommunityCloud')) {
    return refused(
      rules['F6/qualification'],
      'A customer of the government community cloud has no other qualification.',
    );
  }
  return allowed;
}
