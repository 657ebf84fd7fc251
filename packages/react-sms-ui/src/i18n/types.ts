/** The unit in which an account is billed. Turkish calls a credit "kontör", and "kredi" on accounts billed in lira. */
export type Billing = 'credits' | 'lira';

/** The languages of the kit. */
export type Locale = 'tr' | 'en';

/**
 * A text, or one form per plural category of `Intl.PluralRules`, selected by `{count}`. Texts are data and not
 * functions, so that a server component can pass overrides.
 */
export type Message = string | { readonly one: string; readonly other: string };

/** Every key of an English area in another language. A missing or an additional key is a type error. */
export type Translation<Source> = { readonly [Key in keyof Source]: Message };

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

/** The names between braces in a message, as a union; `never` when it has none. */
export type ParamsOf<Text> = Text extends string
  ? Names<Text>
  : Text extends { other: infer Other extends string }
    ? Names<Other>
    : never;
