export { cleanValue, type CleanedValue, type CleanValueOptions, type ValueFault } from './clean-value.js';
export { mapColumns, placeholderName, valuesOf, type ColumnMapping, type ValueColumn } from './columns.js';
export {
  countRow,
  explainParts,
  TemplateCounter,
  type PartsCause,
  type RowCost,
  type TemplateCost,
} from './cost.js';
export { templateInputFaults, valueInputFaults } from './input-faults.js';
export { suffixOf, type SuffixCase } from './suffix.js';
export {
  OPT_OUT_PLACEHOLDER,
  parseTemplate,
  type ParsedTemplate,
  type ParseTemplateOptions,
  type RenderedText,
  type Template,
  type TemplateFault,
  type TemplateFaultCode,
  type TemplatePlaceholder,
  type TemplateValues,
} from './template.js';
