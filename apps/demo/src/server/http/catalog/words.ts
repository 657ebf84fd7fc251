/** The error message, and the action to take. */
type Sentences = readonly [message: string, hint: string];

/** Texts of a problem in Turkish and English. */
export interface Words {
  readonly tr: Sentences;
  readonly en: Sentences;
}
