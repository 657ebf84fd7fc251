import { PrismaPg } from '@prisma/adapter-pg';
import { getPrismaClient } from '@prisma/client/runtime/client';
import type { Connection } from '../storage/database.js';
import type { PrismaTransaction } from '../tx/prisma.js';

/** The part of Prisma's client that a schema without models has. */
export interface RawPrismaClient {
  $transaction<T>(work: (tx: PrismaTransaction) => Promise<T>): Promise<T>;
  $disconnect(): Promise<void>;
}

const SCHEMA = `generator client {
  provider = "prisma-client"
  output   = "./generated"
}

datasource db {
  provider = "postgresql"
}
`;

/**
 * Prisma's own client with its own query compiler and driver adapter, on a schema without models. `prisma generate`
 * would write the same call; it is left out because it first fetches a schema engine that generating does not use.
 */
export function prismaClient({ connectionString, host, port, user, database }: Connection): RawPrismaClient {
  const PrismaClient = getPrismaClient({
    previewFeatures: [],
    clientVersion: '7.10.0',
    engineVersion: '0'.repeat(40),
    activeProvider: 'postgresql',
    inlineSchema: SCHEMA,
    runtimeDataModel: { models: {}, enums: {}, types: {} },
    parameterizationSchema: { strings: [], graph: 'AAAA' },
    compilerWasm: {
      getRuntime: () => import('@prisma/client/runtime/query_compiler_fast_bg.postgresql.mjs'),
      getQueryCompilerWasmModule: async () => {
        const { wasm } =
          await import('@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.mjs');
        return new WebAssembly.Module(Buffer.from(wasm, 'base64'));
      },
      importName: './query_compiler_fast_bg.js',
    },
  });
  const adapter = new PrismaPg(connectionString ? { connectionString } : { host, port, user, database });
  return new PrismaClient({ adapter });
}
