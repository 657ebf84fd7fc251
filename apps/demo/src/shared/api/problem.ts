/** A text in Turkish and English. */
export interface Bilingual {
  readonly tr: string;
  readonly en: string;
}

/** The body of every error response: texts for people and a code for programs. */
export interface Problem {
  readonly code: string;
  readonly message: Bilingual;
  /** Its remedy. */
  readonly hint: Bilingual;
  /** The provider's status code, if any. */
  readonly providerCode?: number;
}
