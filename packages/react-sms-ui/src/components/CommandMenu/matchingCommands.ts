import { foldForSearch } from '../../i18n/fold.js';

/** A page or an action of a `CommandMenu`. */
export interface Command {
  /** Unique in the menu, without spaces. */
  id: string;
  label: string;
  /** The heading above it. */
  group?: string;
  /** Other words by which it is found. They are not displayed. */
  keywords?: string;
  /** A short text beside the label, such as a state. */
  detail?: string;
  /** The shortcut that does the same, as in `useShortcuts`. */
  keys?: string;
}

/** Returns the commands that contain each word of the search, without regard to case and Turkish marks. */
export function matchingCommands(commands: readonly Command[], search: string): readonly Command[] {
  const words = foldForSearch(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return commands;
  return commands.filter(({ label, group, keywords, detail }) => {
    const text = foldForSearch([label, group, keywords, detail].join(' '));
    return words.every((word) => text.includes(word));
  });
}
