/** The process that measures one path at one size, so that its memory is measured alone. Arguments: path, size. */
import { type GrowthPath, PATHS } from './paths.ts';

const [name = '', sizeText = '0'] = process.argv.slice(2);
const size = Number(sizeText);
const path: GrowthPath | undefined = Object.entries(PATHS).find(([known]) => known === name)?.[1];
if (path === undefined) throw new Error(`There is no path named ${name}.`);

/** Interval of memory samples during the work. */
const LOOKS = 20;

// The first thousand warm up what the work would otherwise pay for once: code, connections, caches.
await path.run(1_000, async (work) => void (await work(() => {})));
await path.run(size, async (work) => {
  const before = heldMb();
  let most = before;
  let looking = 0;
  let next = size / LOOKS;
  const look = (done: number): void => {
    if (done < next) return;
    const started = performance.now();
    next += size / LOOKS;
    most = Math.max(most, heldMb());
    looking += performance.now() - started;
  };
  const started = performance.now();
  const result = await work(look);
  const ms = performance.now() - started - looking;
  most = Math.max(most, heldMb());
  // Named here, the result is held while the memory is looked at: a list that was asked for counts.
  if (result === null) throw new Error('the work came to nothing');
  process.send?.({ ms, mb: most - before });
});
process.exit(0);

/** Returns the memory of the process after garbage collection. */
function heldMb(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}
