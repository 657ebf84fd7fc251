export {
  DateTimeField,
  type DateTimeFault,
  type DateTimeFieldChange,
  type DateTimeFieldPart,
  type DateTimeFieldProps,
} from './DateTimeField.js';
