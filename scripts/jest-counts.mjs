import { readFileSync } from 'node:fs';

/** Reads a result file of Jest. @returns undefined where the run ended before it wrote one. */
export function countsIn(file) {
  let results;
  try {
    results = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
  return {
    passed: results.numPassedTests,
    // A suite that could not start has no failed test in it; it counts as one.
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}
