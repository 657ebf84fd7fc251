import { statSync } from 'node:fs';

/** Specs that take a minute or more. Started last, they would run alone at the end. */
const LONG = [
  'browser/storybook-axe.spec.ts',
  'crash/crash.spec.ts',
  'browser/demo.spec.ts',
  'kit-hosts.spec.ts',
  'packed-hosts.spec.ts',
];

/** Jest's sequencer: the longest specs first, then by size, as Jest orders specs whose durations it does not know. */
export default class LongestFirst {
  sort(tests) {
    const rank = ({ path }) => {
      const at = LONG.findIndex((name) => path.endsWith(`/test/${name}`));
      return at < 0 ? LONG.length : at;
    };
    return [...tests].sort(
      (one, other) => rank(one) - rank(other) || statSync(other.path).size - statSync(one.path).size,
    );
  }

  shard(tests) {
    return tests;
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}
