import { type Kysely, sql } from 'kysely';
import type { Tables } from './schema.js';

/** The row of another instance. */
export interface Peer {
  readonly id: string;
  /** Increases while the instance is alive. */
  readonly heartbeat: string;
  readonly leaseMs: number;
}

/** The instances that share a database. An instance without a row holds no lease. */
export class InstancesRepository {
  constructor(private readonly db: Kysely<Tables>) {}

  /**
   * Increments this instance's heartbeat, and adds its row if it is missing.
   * @returns the other instances.
   */
  async beat(id: string, leaseMs: number): Promise<Peer[]> {
    const { rows } = await sql<Peer>`
      with own as (
        insert into iletimerkezi.instances (id, lease_ms) values (${id}, ${leaseMs})
        on conflict (id) do update set heartbeat = instances.heartbeat + 1, lease_ms = excluded.lease_ms)
      select id, heartbeat, lease_ms as "leaseMs" from iletimerkezi.instances where id <> ${id}`.execute(
      this.db,
    );
    return rows;
  }

  /** Ends a peer's lease, unless its heartbeat has changed since. */
  async expire({ id, heartbeat }: Peer): Promise<void> {
    await sql`delete from iletimerkezi.instances where id = ${id} and heartbeat = ${heartbeat}`.execute(
      this.db,
    );
  }

  async remove(id: string): Promise<void> {
    await sql`delete from iletimerkezi.instances where id = ${id}`.execute(this.db);
  }
}
