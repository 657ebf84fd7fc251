import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Claim } from './outbox/claim-orders.js';
import { errorCode } from './storage.errors.js';

/** Changes with every start of the kernel. Source: random(4), `boot_id`. */
const BOOT_ID_FILE = '/proc/sys/kernel/random/boot_id';

/** An empty directory of an instance is removed when it has not changed for this time, in milliseconds. */
const EMPTY_FOR_MS = 3_600_000;

/** Who decided about an attempt: its sender sends it, or another instance keeps it from being sent. */
type Mark = 'sent' | 'unsent';

/**
 * Decides for each attempt whether its request may leave, with a file that only one process can create: the sender creates
 * it immediately before the first byte, or an instance that recovers the sender's orders creates it and thereby proves
 * that nothing was sent and nothing will be. A process that was killed between the commit of `submitting` and the first
 * byte leaves no file.
 *
 * A marker is a symbolic link, because the system creates its name and its content in one step. Nothing is written to the
 * disk in time: markers survive a process, not a restart of the machine. They are therefore stored below the id of the
 * current boot, and a directory exists only for instances that mark all their attempts. Without it nothing is known.
 */
export class AttemptMarkers {
  /** The attempts of this instance that are marked as sent and have no persisted outcome. */
  readonly #sent = new Set<string>();

  private constructor(
    private readonly boot: string,
    private readonly instance: string,
  ) {}

  /**
   * Creates the directory of an instance.
   * @param root a directory that all instances of the database share, on a local disk.
   * @returns undefined when the system reports no boot, or the directory cannot be created. Attempts are not marked then.
   */
  static open(root: string, instance: string, bootIdFile = BOOT_ID_FILE): AttemptMarkers | undefined {
    try {
      const current = readFileSync(bootIdFile, 'utf8').trim();
      if (current === '') return undefined;
      const markers = new AttemptMarkers(join(root, current), instance);
      markers.#makeDirectory();
      markers.#removeOld(root);
      return markers;
    } catch {
      return undefined;
    }
  }

  /**
   * Marks an attempt of this instance as sent. Call it immediately before the first byte.
   * @returns false when another instance has proven that the attempt was not sent. It must not be sent then.
   * @throws the error of the file system. The attempt must not be sent then either.
   */
  markSent(attempt: Claim): boolean {
    const path = this.#pathOf(this.instance, attempt);
    try {
      if (this.#decide(this.instance, attempt, 'sent') !== 'sent') return false;
      this.#sent.add(path);
      return true;
    } catch (error) {
      // The directory was removed. Created again, it would prove that attempts were not sent whose markers were in it. For this
      // attempt the decision may have been lost; the next one can be marked.
      if (errorCode(error) === 'ENOENT' && this.#sent.size === 0) this.#makeDirectory();
      throw error;
    }
  }

  /** Removes the marker of an attempt of this instance whose outcome was persisted. */
  clear(attempt: Claim): void {
    const path = this.#pathOf(this.instance, attempt);
    this.#sent.delete(path);
    try {
      unlinkSync(path);
    } catch {
      // A marker that remains states that the attempt may have been sent.
    }
  }

  /**
   * Proves that an attempt of another instance was not sent, and prevents that it is sent later.
   * @returns false when it may have been sent, or the instance marks no attempts.
   */
  proveUnsent(instance: string, attempt: Claim): boolean {
    try {
      return this.#decide(instance, attempt, 'unsent') === 'unsent';
    } catch {
      return false;
    }
  }

  /** Removes the directory of this instance, unless attempts are marked in it. */
  close(): void {
    removeIfEmpty(this.#directoryOf(this.instance));
  }

  /** Creates the marker, or reads the one that exists. */
  #decide(instance: string, attempt: Claim, mark: Mark): string {
    const path = this.#pathOf(instance, attempt);
    try {
      symlinkSync(mark, path);
      return mark;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
      // The attempt is marked once: a sender that finds a marker was not the first.
      return mark === 'sent' ? 'unsent' : readlinkSync(path);
    }
  }

  /** Removes the directories of earlier boots, and empty ones of instances that have ended. */
  #removeOld(root: string): void {
    try {
      for (const boot of readdirSync(root)) {
        const directory = join(root, boot);
        if (directory !== this.boot) rmSync(directory, { recursive: true, force: true });
      }
      for (const instance of readdirSync(this.boot)) {
        const directory = this.#directoryOf(instance);
        const { mtimeMs } = statSync(directory, { throwIfNoEntry: false }) ?? {};
        if (mtimeMs !== undefined && Date.now() - mtimeMs > EMPTY_FOR_MS) removeIfEmpty(directory);
      }
    } catch {
      // The directory of this instance exists, so it marks its attempts in any case. The next start removes the rest.
    }
  }

  /** Only the user of the hosts can create and read markers. */
  #makeDirectory(): void {
    mkdirSync(this.#directoryOf(this.instance), { recursive: true, mode: 0o700 });
  }

  #directoryOf(instance: string): string {
    return join(this.boot, instance);
  }

  #pathOf(instance: string, { id, claim }: Claim): string {
    return join(this.#directoryOf(instance), `${id}.${claim}`);
  }
}

function removeIfEmpty(directory: string): void {
  try {
    rmdirSync(directory);
  } catch {
    // It is not empty, or another instance has removed it.
  }
}
