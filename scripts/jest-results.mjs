import { readFileSync } from 'node:fs';

/** The lines of a failure that are shown: what the assertion says and the lines of the spec, without those of libraries. */
const MESSAGE_LINES = 40;

/** Reads a result file of Jest. @returns undefined where the run ended before it wrote one. */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Counts the tests in a result file of Jest. @returns undefined where the run ended before it wrote one. */
export function countsIn(file) {
  const results = read(file);
  if (results === undefined) return undefined;
  return {
    passed: results.numPassedTests,
    // A suite that could not start has no failed test in it; it counts as one.
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

/** Lists what failed in a result file of Jest: one text for each test, with its suite, its name and its message. */
export function failuresIn(file) {
  const suites = read(file)?.testResults ?? [];
  return suites
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      // A suite that could not start.
      if (failed.length === 0) return [text(name, message)];
      return failed.map(({ fullName, failureMessages }) =>
        text(`${name}: ${fullName}`, failureMessages.join('\n')),
      );
    });
}

function text(title, message) {
  const lines = message.split('\n').filter((line) => !/^\s+at .*node_modules/.test(line));
  return `FAILED: ${title}\n${lines.slice(0, MESSAGE_LINES).join('\n')}`;
}
