/** What is being written, kept while the tab lives: a reload or a fault loses nothing. */
export interface Draft {
  /** Recipients as they were pasted or read from a file. */
  source: string;
  /** Name of the file they came from. */
  fileName?: string;
  text: string;
  kind?: 'transactional' | 'commercial';
  audience?: 'BIREYSEL' | 'TACIR';
  sender?: string;
}

const KEY = 'demo.draft';
const EMPTY: Draft = { source: '', text: '' };

export function loadDraft(): Draft {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return typeof stored === 'object' && stored !== null ? { ...EMPTY, ...stored } : EMPTY;
  } catch {
    return EMPTY;
  }
}

export function saveDraft(draft: Draft): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // Storage is blocked or full: the draft lives as long as the page.
  }
}

export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was stored either.
  }
}
