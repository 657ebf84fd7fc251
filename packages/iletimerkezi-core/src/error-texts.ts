/** The explanation of an error code in one language. */
export interface ErrorText {
  /** The event in a few words, without a full stop. */
  title: string;
  /** Its meaning and usual cause: sentences, or an empty text. */
  meaning: string;
  /** Its remedy: sentences. */
  fix: string;
}

/** The explanation of an error code in both languages. `{name}` stands for the parameter of that name. */
export interface ErrorTexts {
  readonly en: Readonly<ErrorText>;
  readonly tr: Readonly<ErrorText>;
}

/** Values that complete an error's text. They contain no credential, phone number or message text. */
export type ErrorParams = Readonly<Record<string, string | number>>;

/** Replaces each `{name}` in a text by the parameter of that name; a name without a parameter stays as it is. */
export function fillText(text: string, params: ErrorParams): string {
  return text.replace(/\{([a-zA-Z]+)\}/g, (written, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : written,
  );
}

/** Replaces the parameters in all three parts of an explanation. */
export function fillErrorText({ title, meaning, fix }: ErrorText, params: ErrorParams): ErrorText {
  return {
    title: fillText(title, params),
    meaning: fillText(meaning, params),
    fix: fillText(fix, params),
  };
}

/** Joins an explanation to sentences. */
export function errorSentences({ title, meaning, fix }: ErrorText): string {
  return [`${title}.`, meaning, fix].filter((part) => part !== '').join(' ');
}
