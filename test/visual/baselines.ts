import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StoryEntry } from '../support/storybook.ts';
import { LOOKS } from './looks.ts';

/** A picture by story and look, such as `report-reporttable--sorted/dark-en`. */
export type PictureName = `${string}/${string}`;

const FOLDER = fileURLToPath(new URL('baselines', import.meta.url));

/** Returns the names of all pictures of the stories with the tag `visual`. */
export const picturesOf = (stories: readonly StoryEntry[]): PictureName[] =>
  stories
    .filter(({ tags }) => tags.includes('visual'))
    .flatMap(({ id }) => LOOKS.map(({ name }): PictureName => `${id}/${name}`));

/** The pictures that were accepted, in the repository. */
export class Baselines {
  readonly #folder: string;

  constructor(folder = FOLDER) {
    this.#folder = folder;
  }

  names(): PictureName[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name: story }) =>
        readdirSync(join(this.#folder, story)).map(
          (file): PictureName => `${story}/${file.replace(/\.webp$/, '')}`,
        ),
      );
  }

  /** @returns undefined if there is none. */
  read(name: PictureName): Buffer | undefined {
    const path = this.#pathOf(name);
    return existsSync(path) ? readFileSync(path) : undefined;
  }

  write(name: PictureName, picture: Buffer): void {
    const path = this.#pathOf(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, picture);
  }

  remove(name: PictureName): void {
    const path = this.#pathOf(name);
    rmSync(path);
    if (readdirSync(dirname(path)).length === 0) rmSync(dirname(path), { recursive: true });
  }

  #pathOf(name: PictureName): string {
    return join(this.#folder, `${name}.webp`);
  }
}
