/** The process that runs one bench and hands its rows to the runner. */
import type { Bench } from './harness.ts';

const name = process.argv[2];
const { default: bench } = (await import(`./${name}.bench.ts`)) as { default: Bench };
const rows = await bench.run();
process.send?.(rows, () => process.exit(0));
