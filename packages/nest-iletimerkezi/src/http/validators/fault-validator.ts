import { ValidateBy, type ValidationArguments, type ValidationOptions } from 'class-validator';
import { inputFault, type InputFault } from 'iletimerkezi-core';

export type MessageLanguage = 'en' | 'tr';

/** Options of the decorators of this package. */
export interface RuleOptions extends ValidationOptions {
  /** The language of the message. Default: the one set by {@link setMessageLanguage}, otherwise English. */
  language?: MessageLanguage;
}

/** Returns why a property's value is invalid; undefined if it is valid. */
export type FaultOf = (value: unknown, object: object) => InputFault | undefined;

let defaultLanguage: MessageLanguage = 'en';

/** Sets the language of the validators' messages for this process. Call it once, at boot. */
export function setMessageLanguage(language: MessageLanguage): void {
  defaultLanguage = language;
}

/** Creates a class-validator decorator from a rule. With `each`, the message names the first invalid entry. */
export function faultValidator(
  name: string,
  faultOf: FaultOf,
  { language, ...options }: RuleOptions = {},
): PropertyDecorator {
  const messageOf = ({ value, object }: ValidationArguments): string => {
    const [first] = faultsIn(faultOf, value, object, options.each === true);
    const text = (language ?? defaultLanguage) === 'tr' ? first?.messageTr : first?.message;
    return `$property${first?.path}: ${text}`;
  };
  return ValidateBy(
    {
      name,
      validator: {
        validate: (value, args) => faultOf(value, args?.object ?? {}) === undefined,
        defaultMessage: (args) => (args === undefined ? '' : messageOf(args)),
      },
    },
    { ...options, context: { ...options.context, faultOf, each: options.each === true } },
  );
}

/** Returns the fault of a value, or with `each` those of the entries of a list, with their places as paths: `[3]`. */
export function faultsIn(faultOf: FaultOf, value: unknown, object: object, each: boolean): InputFault[] {
  if (!each) return [faultOf(value, object) ?? []].flat();
  if (!Array.isArray(value)) return [inputFault('', 'entries-required')];
  return value.flatMap((entry, index) => {
    const fault = faultOf(entry, object);
    return fault === undefined ? [] : { ...fault, path: `[${index}]` };
  });
}
