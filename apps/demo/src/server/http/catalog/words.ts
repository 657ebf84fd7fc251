import type { Problem } from '../../../shared/api/problem.js';

/** What a problem says, in both languages: what happened, and what to do. */
export type Words = Pick<Problem, 'message' | 'hint'>;
