import { ValidateBy, type ValidationArguments } from 'class-validator';
import { messageIn, type FaultText, type RuleOptions } from './fault-validator.js';
import { addresseeFault } from './rules.js';

/** Validates a phone number, or an e-mail address if the object's `channel` is EPOSTA. */
export function IsConsentRecipient({ language, ...options }: RuleOptions = {}): PropertyDecorator {
  const faultOf = (args?: ValidationArguments): FaultText | undefined =>
    args && addresseeFault(args.value, Reflect.get(args.object, 'channel'));
  return ValidateBy(
    {
      name: 'isConsentRecipient',
      validator: {
        validate: (_value, args) => faultOf(args) === undefined,
        defaultMessage: (args) => `$property: ${messageIn(faultOf(args), language)}`,
      },
    },
    options,
  );
}
