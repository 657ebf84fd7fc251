/** Returns whether the command key takes the place of Ctrl. */
export const isApple = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

/** Fields in which characters are typed or choose an option. */
const TYPED =
  'textarea, select, [contenteditable]:not([contenteditable=false]), [role=textbox], [role=listbox], ' +
  'input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset], [type=file])';

/** Returns whether an event happened in a field in which characters are typed. */
export function isTyping(event: Event): boolean {
  const [target] = event.composedPath();
  return target instanceof Element && target.closest(TYPED) !== null;
}

/**
 * Returns the pressed key as shortcuts name it: `k`, `?`, or `mod+k` with Ctrl or ⌘. Shift belongs to the character: `/` is
 * Shift+7 on a Turkish keyboard. `undefined` with Alt, which types other characters.
 */
export function strokeOf(event: KeyboardEvent): string | undefined {
  const [mod, other] = isApple() ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (event.altKey || other) return undefined;
  // Caps Lock alone does not make another key.
  const key = event.shiftKey ? event.key : event.key.toLowerCase();
  return mod ? `mod+${key}` : key;
}
