import { ValidateBy, type ValidationOptions } from 'class-validator';

/** A fault in both languages. */
export interface FaultText {
  message: string;
  messageTr: string;
}

export type MessageLanguage = 'en' | 'tr';

/** Options of the decorators of this package. */
export interface RuleOptions extends ValidationOptions {
  /** The language of the message. Default: the one set by {@link setMessageLanguage}, otherwise English. */
  language?: MessageLanguage;
}

let defaultLanguage: MessageLanguage = 'en';

/** Sets the language of the validators' messages for this process. Call it once, at boot. */
export function setMessageLanguage(language: MessageLanguage): void {
  defaultLanguage = language;
}

/** Returns a fault's text in a language. Default: the language of the process. */
export function messageIn(fault: FaultText | undefined, language = defaultLanguage): string {
  return (language === 'tr' ? fault?.messageTr : fault?.message) ?? '';
}

/** Creates a class-validator decorator from a rule. With `each`, the message names the first invalid entry. */
export function faultValidator(
  name: string,
  faultOf: (value: unknown) => FaultText | undefined,
  { language, ...options }: RuleOptions = {},
): PropertyDecorator {
  const textOf = (value: unknown): string => messageIn(faultOf(value), language);
  return ValidateBy(
    {
      name,
      validator: {
        validate: (value) => faultOf(value) === undefined,
        defaultMessage: (args) => {
          const value: unknown = args?.value;
          if (!options.each || !Array.isArray(value)) return `$property: ${textOf(value)}`;
          const index = value.findIndex((entry) => faultOf(entry) !== undefined);
          return `$property[${index}]: ${textOf(value[index])}`;
        },
      },
    },
    options,
  );
}
