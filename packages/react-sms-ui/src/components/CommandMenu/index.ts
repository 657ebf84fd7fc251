export { CommandMenu, type CommandMenuPart, type CommandMenuProps } from './CommandMenu.js';
export type { Command } from './matchingCommands.js';
