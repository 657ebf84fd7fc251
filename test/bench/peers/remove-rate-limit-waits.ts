interface RepositoryClass {
  prototype: Record<string, (...values: unknown[]) => Promise<unknown>>;
}

const REPOSITORY = new URL(
  '../../../packages/nest-iletimerkezi/dist/storage/outbox/rate-limit.repository.js',
  import.meta.url,
);

/**
 * Removes the waits of the rate limit but still runs its statements: every slot may be used at once, and a statement
 * returns as many slots as were requested, as it would under a much higher limit.
 * @returns a function that restores the limit.
 */
export async function removeRateLimitWaits(): Promise<() => void> {
  const { RateLimitRepository } = (await import(REPOSITORY.href)) as { RateLimitRepository: RepositoryClass };
  const { prototype } = RateLimitRepository;
  const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
  const originals = names.map((name) => [name, prototype[name]] as const);
  for (const [name, original] of originals) {
    if (typeof original !== 'function') continue;
    prototype[name] = async function withoutLimit(...values) {
      return asManyAsRequested(withoutWaits(await original.apply(this, values)), values[1]);
    };
  }
  return () => {
    for (const [name, original] of originals) if (original) prototype[name] = original;
  };
}

/** Repeats the last slot of an answer. */
function asManyAsRequested(answer: unknown, request: unknown): unknown {
  const count: unknown = Reflect.get(Object(request), 'count');
  if (!Array.isArray(answer) || typeof count !== 'number') return answer;
  return Array.from({ length: Math.max(answer.length, count) }, (_, index) => answer[index] ?? answer.at(-1));
}

function withoutWaits(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(withoutWaits);
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [name, name === 'inMs' ? 0 : withoutWaits(value)]),
  );
}
