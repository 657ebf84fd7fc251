import { PrismaPg } from '@prisma/adapter-pg';
import { getPrismaClient } from '@prisma/client/runtime/client';
import type { Connection } from '../storage/database.js';
import type { PrismaTransaction } from '../tx/prisma.js';

interface Purchase {
  readonly id: string;
}

/** The methods of the model `Purchase` that the specs use, inside and outside a transaction. */
interface WithPurchases {
  readonly purchase: {
    create(call: { data: Purchase }): Promise<Purchase>;
    findMany(call: { where: Purchase }): Promise<Purchase[]>;
  };
}

/** The part of Prisma's client that the specs use. */
export interface ShopClient extends WithPurchases {
  $transaction<T>(work: (tx: PrismaTransaction & WithPurchases) => Promise<T>): Promise<T>;
  $disconnect(): Promise<void>;
}

const SCHEMA = `generator client {
  provider = "prisma-client"
  output   = "./generated"
}

datasource db {
  provider = "postgresql"
}

model Purchase {
  id String @id

  @@map("purchases")
}
`;

/** The same model in the format of the client's runtime. */
const PURCHASE = {
  dbName: 'purchases',
  schema: null,
  fields: [
    {
      name: 'id',
      kind: 'scalar' as const,
      type: 'String',
      isRequired: true,
      isList: false,
      isUnique: false,
      isId: true,
      isReadOnly: false,
      hasDefaultValue: false,
    },
  ],
  primaryKey: null,
  uniqueFields: [],
  uniqueIndexes: [],
};

/**
 * Creates a Prisma client with its query compiler and driver adapter for the table `purchases`. `prisma generate` would
 * generate the same call, but first downloads a schema engine that is not needed here.
 */
export function prismaClient({ connectionString, host, port, user, database }: Connection): ShopClient {
  const PrismaClient = getPrismaClient({
    previewFeatures: [],
    clientVersion: '7.10.0',
    engineVersion: '0'.repeat(40),
    activeProvider: 'postgresql',
    inlineSchema: SCHEMA,
    runtimeDataModel: { models: { Purchase: PURCHASE }, enums: {}, types: {} },
    // Defines which values of a query can share one compiled plan: none.
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
  const client = new PrismaClient({ adapter });
  if (!isShopClient(client)) throw new Error('the client has no model "Purchase"');
  return client;
}

/** Narrows the client to the model's type, which `prisma generate` would provide. */
const isShopClient = (client: object): client is ShopClient => 'purchase' in client;
