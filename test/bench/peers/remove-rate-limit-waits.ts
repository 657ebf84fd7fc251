import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';

/**
 * Removes the waits of the rate limit from an application but still runs its statements: every slot may be used at once,
 * and a statement returns as many slots as were requested, as it would under a much higher limit.
 */
export function removeRateLimitWaits(app: INestApplicationContext): void {
  const providers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.providers.values(),
  ]);
  const queue: unknown = providers.find(({ name }) => name === 'RateLimitQueue')?.instance;
  const repository: unknown = Reflect.get(Object(queue), 'repository');
  if (typeof repository !== 'object' || repository === null)
    throw new Error('The module has no repository of the rate limit.');
  const prototype: unknown = Object.getPrototypeOf(repository);
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const original: unknown = Reflect.get(repository, name);
    if (name === 'constructor' || typeof original !== 'function') continue;
    Reflect.set(repository, name, async (...values: unknown[]) =>
      asManyAsRequested(withoutWaits(await Reflect.apply(original, repository, values)), values[1]),
    );
  }
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
