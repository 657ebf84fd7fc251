import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Emulation } from './emulation.js';
import { isSnapshot, restore, takeSnapshot } from './snapshot.js';

/** A save follows a change by this much, and by ten times what the last save took, so that big states rest between. */
const LEAST_REST = 500;

const OWNER_ONLY = 0o600;

/**
 * Keeps the state in a file: loaded at start, written some moments after each change and on close. A save goes to a
 * file beside it, reaches the disk, and takes the old one's place in one step: a crash leaves the older or the newer
 * state, never half of one. Only the owner may read it.
 */
export class DataFile {
  readonly #path: string;
  readonly #emulation: Emulation;
  #timer: NodeJS.Timeout | undefined;
  #rest = LEAST_REST;
  #saving: Promise<void> = Promise.resolve();
  #stopListening: () => void = () => {};
  #failure: string | undefined;

  private constructor(path: string, emulation: Emulation) {
    this.#path = path;
    this.#emulation = emulation;
  }

  /**
   * Loads the file if it is there and begins to keep it.
   * @throws Error when the file is there and holds no state of this emulator, or cannot be written.
   */
  static async open(path: string, emulation: Emulation): Promise<DataFile> {
    const file = new DataFile(path, emulation);
    const text = await readIfThere(path);
    if (text !== undefined) restore(emulation, readState(text, path));
    else await file.#save();
    if (file.#failure !== undefined) throw new Error(`The state cannot be kept in ${path}: ${file.#failure}`);
    file.#stopListening = emulation.world.listen(() => file.#plan());
    return file;
  }

  /** Writes the last changes and stops keeping. */
  async close(): Promise<void> {
    this.#stopListening();
    clearTimeout(this.#timer);
    await this.#saving;
    await this.#save();
  }

  #plan(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#saving = this.#saving.then(() => this.#save());
    }, this.#rest);
  }

  async #save(): Promise<void> {
    const started = performance.now();
    try {
      await writeWhole(this.#path, JSON.stringify(takeSnapshot(this.#emulation)));
      this.#failure = undefined;
    } catch (error) {
      const failure = error instanceof Error ? error.message : 'unknown';
      if (failure !== this.#failure) process.emitWarning(`The emulator's state was not saved: ${failure}`);
      this.#failure = failure;
    }
    this.#rest = Math.max(LEAST_REST, 10 * (performance.now() - started));
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.new`;
  try {
    // The state holds credentials, numbers and texts.
    const file = await open(beside, 'w', OWNER_ONLY);
    try {
      await file.chmod(OWNER_ONLY);
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** Makes the rename itself durable where the system lets a directory be opened; Windows does not. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r').catch(() => undefined);
  await directory?.sync().catch(() => undefined);
  await directory?.close();
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    // Under Jest the file system's errors come from another realm, where `instanceof Error` does not hold.
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT')
      return undefined;
    throw error;
  }
}

function readState(text: string, path: string) {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    document = undefined;
  }
  if (isSnapshot(document)) return document;
  throw new Error(`${path} holds no state of this emulator. Name another --data file, or remove this one.`);
}
