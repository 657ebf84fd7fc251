export { CodeField, type CodeFieldPart, type CodeFieldProps } from './CodeField.js';
