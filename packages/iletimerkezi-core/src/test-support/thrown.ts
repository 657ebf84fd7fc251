/** Returns what a function throws, otherwise its result. */
export function thrown(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
