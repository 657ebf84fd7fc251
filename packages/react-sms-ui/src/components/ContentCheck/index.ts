export {
  ContentCheck,
  type ContentCheckChange,
  type ContentCheckPart,
  type ContentCheckProps,
} from './ContentCheck.js';
