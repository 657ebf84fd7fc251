/** Returns an element by its id in the document or the shadow root of another one. */
export function findById(from: Element | null, id: string): HTMLElement | null {
  return (from?.getRootNode() as Document | ShadowRoot | undefined)?.getElementById(id) ?? null;
}

/** Returns the focused element of the document or the shadow root of an element; null where nothing has the focus. */
export function activeElementOf(from: Element | null): Element | null {
  const focused = (from?.getRootNode() as Document | ShadowRoot | undefined)?.activeElement ?? null;
  return focused?.localName === 'body' ? null : focused;
}
