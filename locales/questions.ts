/** The security questions that every language translates (`question.<id>` in gateway/<lang>.json). Few facts here are public. */
export const predefinedQuestions = [
  'first-job-city',
  'first-pet',
  'childhood-friend',
  'first-school',
  'first-teacher',
  'first-street',
  'childhood-hero',
  'childhood-toy',
  'favourite-dish',
  'first-concert',
  'first-trip',
  'first-car',
  'grandmother-first-name',
  'sibling-nickname',
  'wanted-to-become',
] as const;
/** The id of one of them. */
export type PredefinedQuestion = (typeof predefinedQuestions)[number];
