/** The process that runs one bench and hands its rows to the runner. */
import { endWithParent, handOver } from '../support/contained.ts';
import type { Bench } from './harness.ts';

endWithParent();
const name = process.argv[2];
const { default: bench } = (await import(`./${name}.bench.ts`)) as { default: Bench };
handOver(await bench.run());
