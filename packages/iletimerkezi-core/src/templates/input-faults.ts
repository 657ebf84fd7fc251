import { inputFault, type InputFault } from '../fault-texts.js';
import type { RenderedText, TemplateFault } from './template.js';

/** Returns the faults of a template as faults of an input at `path`, with texts in both languages. */
export function templateInputFaults(path: string, faults: readonly TemplateFault[]): InputFault[] {
  return faults.map(({ code, written }) => inputFault(path, code, { placeholder: written }));
}

/** Returns the faults of one recipient's values at `path`, such as `rows[3].values`. Contains names and never values. */
export function valueInputFaults(
  path: string,
  { missing, invalid }: Extract<RenderedText, { ok: false }>,
): InputFault[] {
  const faults: InputFault[] = [];
  if (missing.length > 0) faults.push(inputFault(path, 'values-missing', { names: missing.join(', ') }));
  if (invalid.length > 0) faults.push(inputFault(path, 'values-invalid', { names: invalid.join(', ') }));
  return faults;
}
