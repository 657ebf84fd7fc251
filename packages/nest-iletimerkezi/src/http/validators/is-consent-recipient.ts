import { ValidateBy, type ValidationArguments } from 'class-validator';
import { messageIn, type FaultText, type RuleOptions } from './fault-validator.js';
import { addresseeFault } from './rules.js';

/** A phone number, or for the channel EPOSTA an e-mail address; the channel stands in the same object. */
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
