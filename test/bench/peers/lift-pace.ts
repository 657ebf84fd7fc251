interface PaceRepository {
  prototype: Record<string, (...values: unknown[]) => Promise<unknown>>;
}

const REPOSITORY = new URL(
  '../../../packages/nest-iletimerkezi/dist/storage/outbox/pace.repository.js',
  import.meta.url,
);

/**
 * Removes the waits of the rate limit while the statements of the limit still run: every slot that the database gives may
 * be used at once.
 * @returns a function that restores the limit.
 */
export async function liftPace(): Promise<() => void> {
  const { PaceRepository } = (await import(REPOSITORY.href)) as { PaceRepository: PaceRepository };
  const { prototype } = PaceRepository;
  const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
  const originals = names.map((name) => [name, prototype[name]] as const);
  for (const [name, original] of originals) {
    if (typeof original !== 'function') continue;
    prototype[name] = async function lifted(...values) {
      return withoutWaits(await original.apply(this, values));
    };
  }
  return () => {
    for (const [name, original] of originals) if (original) prototype[name] = original;
  };
}

function withoutWaits(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(withoutWaits);
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [name, name === 'inMs' ? 0 : withoutWaits(value)]),
  );
}
