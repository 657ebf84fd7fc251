import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Nest reads the types of constructor parameters.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  test: { include: ['**/*.spec.ts'] },
});
