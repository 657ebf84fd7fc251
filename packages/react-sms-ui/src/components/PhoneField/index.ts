export {
  PhoneField,
  type PhoneFieldChange,
  type PhoneFieldPart,
  type PhoneFieldProps,
} from './PhoneField.js';
