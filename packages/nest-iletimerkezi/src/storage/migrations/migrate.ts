import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../schema.js';
import { isOutage, StorageError } from '../storage.errors.js';
import { outbox } from './0001-outbox.js';
import { ledger } from './0002-ledger.js';
import { sync } from './0003-sync.js';
import { retention } from './0004-retention.js';
import { consentChecks } from './0005-consent-checks.js';
import { pace } from './0006-pace.js';
import { consentGuard } from './0007-consent-guard.js';
import { verification } from './0008-verification.js';
import { deliveryStream } from './0009-delivery-stream.js';
import { finalAt } from './0010-final-at.js';
import { claimTokens } from './0011-claim-tokens.js';
import { deliveryDispatch } from './0012-delivery-dispatch.js';
import { contentDigest } from './0013-content-digest.js';
import { consentEvidence } from './0014-consent-evidence.js';
import { paceClock } from './0015-pace-clock.js';
import { registrationClaims } from './0016-registration-claims.js';
import { listings } from './0017-listings.js';
import { deliveryOutcome } from './0018-delivery-outcome.js';
import { instanceLeases } from './0019-instance-leases.js';
import { rateLimits } from './0020-rate-limits.js';
import { growthIndexes } from './0021-growth-indexes.js';
import { verificationClaims } from './0022-verification-claims.js';
import { claimsInPlace } from './0023-claims-in-place.js';
import { dueOrders } from './0024-due-orders.js';
import { fewerIndexEntries } from './0025-fewer-index-entries.js';
import { phoneVerifications } from './0026-phone-verifications.js';
import { verificationHits } from './0027-verification-hits.js';
import { spendLimits } from './0028-spend-limits.js';
import { frequencyCap } from './0029-frequency-cap.js';
import { orderStages } from './0030-order-stages.js';
import { followedStreams } from './0031-followed-streams.js';
import { savedTemplates } from './0032-saved-templates.js';
import { toolSends } from './0033-tool-sends.js';
import { verificationOrdinals } from './0034-verification-ordinals.js';
import { recipientsWithoutKey } from './0035-recipients-without-key.js';

/** One step of the schema. A released step never changes; a new step follows it. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

const MIGRATIONS: readonly Migration[] = [
  outbox,
  ledger,
  sync,
  retention,
  consentChecks,
  pace,
  consentGuard,
  verification,
  deliveryStream,
  finalAt,
  claimTokens,
  deliveryDispatch,
  contentDigest,
  consentEvidence,
  paceClock,
  registrationClaims,
  listings,
  deliveryOutcome,
  instanceLeases,
  rateLimits,
  growthIndexes,
  verificationClaims,
  claimsInPlace,
  dueOrders,
  fewerIndexEntries,
  phoneVerifications,
  verificationHits,
  spendLimits,
  frequencyCap,
  orderStages,
  followedStreams,
  savedTemplates,
  toolSends,
  verificationOrdinals,
  recipientsWithoutKey,
];

/** The schema that this release works with. */
export const SCHEMA_VERSION = MIGRATIONS.at(-1)?.version ?? 0;

/** Serializes the migrations of instances that start at the same time. */
const MIGRATION_LOCK = 7_460_186_001;

/** Checks first whether the schema exists: `create schema if not exists` requires the privilege even if it exists. */
const PREAMBLE = `do $$
begin
  if not exists (select from pg_catalog.pg_namespace where nspname = 'iletimerkezi') then
    create schema iletimerkezi;
  end if;
end
$$;
create table if not exists iletimerkezi.schema_versions (
  version integer primary key,
  name text not null,
  applied_at timestamptz not null default now()
);`;

/**
 * Migrates the schema to this release, each step in a separate transaction. Usually there is nothing to do.
 *
 * @param target an earlier version to stop at: a backup is loaded into the schema from which it was taken.
 * @returns the versions that were applied.
 * @throws StorageError `schema-newer` when a later release has migrated the schema; nothing is changed then.
 */
export async function migrate(db: Kysely<Tables>, target = SCHEMA_VERSION): Promise<number[]> {
  if ((await checkedVersion(db)) >= target) return [];
  const applied: number[] = [];
  for (const migration of MIGRATIONS.filter(({ version }) => version <= target)) {
    const done = await db.transaction().execute((tx) => applyUnlessDone(tx, migration));
    if (done) applied.push(migration.version);
  }
  return applied;
}

async function applyUnlessDone(tx: Transaction<Tables>, migration: Migration): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx);
  if ((await checkedVersion(tx)) >= migration.version) return false;
  try {
    for (const text of [PREAMBLE, migration.sql]) await sql.raw(text).execute(tx);
    await tx
      .insertInto('schema_versions')
      .values({ version: migration.version, name: migration.name })
      .execute();
    return true;
  } catch (cause) {
    if (isOutage(cause)) throw cause;
    throw new StorageError(
      'migration-failed',
      { version: migration.version, name: migration.name },
      { cause },
    );
  }
}

/**
 * Used when the team applies the migrations separately.
 * @throws StorageError unless the schema is exactly this release's.
 */
export async function requireSchema(db: Kysely<Tables>): Promise<void> {
  const version = await checkedVersion(db);
  if (version === SCHEMA_VERSION) return;
  throw new StorageError('schema-older', { version, supported: SCHEMA_VERSION });
}

/** Returns the version of the schema, 0 without one. Throws for a newer version. */
async function checkedVersion(db: Kysely<Tables>): Promise<number> {
  // Reads the catalog's tables: `to_regclass` may return the state from before this transaction waited for the lock.
  const there = await sql`
    select from pg_catalog.pg_tables where schemaname = 'iletimerkezi' and tablename = 'schema_versions'`.execute(
    db,
  );
  if (there.rows.length === 0) return 0;
  const { version } = await db
    .selectFrom('schema_versions')
    .select(({ fn }) => fn.coalesce(fn.max('version'), sql.lit(0)).as('version'))
    .executeTakeFirstOrThrow();
  if (version <= SCHEMA_VERSION) return version;
  throw new StorageError('schema-newer', { version, supported: SCHEMA_VERSION });
}

/**
 * Returns every step as one SQL script, for teams that apply migrations separately. Steps that were applied are skipped.
 */
export function migrationsAsSql(): string {
  const steps = MIGRATIONS.map(
    ({ version, name, sql: text }) => `do $step$
begin
  if not exists (select from iletimerkezi.schema_versions where version = ${version}) then
    execute $migration$${text}$migration$;
    insert into iletimerkezi.schema_versions (version, name) values (${version}, '${name}');
  end if;
end
$step$;`,
  );
  return [
    '-- Tables of nest-iletimerkezi. May be run again: what is done is skipped.',
    'begin;',
    `select pg_advisory_xact_lock(${MIGRATION_LOCK});`,
    PREAMBLE,
    ...steps,
    'commit;',
    '',
  ].join('\n');
}
