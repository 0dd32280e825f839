export * from './kinds.ts';
export * from './policy.ts';
export * from './steps.ts';
export * from './answers.ts';
export * from './problems.ts';
export * from './reports.ts';
