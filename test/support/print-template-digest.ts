/** Prints the counts and the hash of a digest of templates as Node computes it, from a seed and a number of rounds. */
import { templateDigest } from './template-digest.ts';

const [seed, rounds] = process.argv.slice(2).map(Number);
if (seed === undefined || rounds === undefined) throw new Error('a seed and a number of rounds are missing');
const { rendered, faulty, hash } = templateDigest(seed, rounds);
console.log([rendered, faulty, hash].join(' '));
