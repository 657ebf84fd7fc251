export { ShortcutsDialog, type ShortcutsDialogPart, type ShortcutsDialogProps } from './ShortcutsDialog.js';
export { useShortcuts, type Shortcut, type ShortcutOptions } from './useShortcuts.js';
