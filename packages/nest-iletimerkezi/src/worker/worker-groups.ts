import { Injectable, Logger } from '@nestjs/common';
import type { AccountStorage } from '../storage/account-storage.js';
import type { Storage } from '../storage/storage.js';
import { WorkerGroup } from './worker-group.js';

/** All background workers of this process, grouped by database. */
@Injectable()
export class WorkerGroups {
  private readonly logger = new Logger('IletimerkeziOutbox');
  private readonly groups = new Map<Storage, WorkerGroup>();

  /** Returns the group of an account's database. */
  of({ storage }: AccountStorage): WorkerGroup {
    let group = this.groups.get(storage);
    if (group === undefined) {
      group = new WorkerGroup(storage.database, this.logger);
      this.groups.set(storage, group);
    }
    return group;
  }

  async start(): Promise<void> {
    for (const group of this.groups.values()) await group.start();
  }

  /** Stops claiming, and resolves when nothing is in flight. */
  async drain(): Promise<void> {
    await Promise.all([...this.groups.values()].map((group) => group.drain()));
  }

  async endLeases(): Promise<void> {
    for (const group of this.groups.values()) await group.endLease();
  }
}
