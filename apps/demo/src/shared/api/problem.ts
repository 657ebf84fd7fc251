/** A text in both languages of the page; the page shows the reader's one. */
export interface Bilingual {
  readonly tr: string;
  readonly en: string;
}

/** What went wrong, in words for people, with a code for programs. Every error answer has this shape. */
export interface Problem {
  readonly code: string;
  readonly message: Bilingual;
  /** What to do about it. */
  readonly hint: Bilingual;
  /** The provider's own status code, where it gave one. */
  readonly providerCode?: number;
}
