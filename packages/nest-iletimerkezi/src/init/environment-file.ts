/** A variable with its value. */
export type Variable = readonly [name: string, value: string];

/** Lines for one purpose, with a comment above them. */
export interface VariableGroup {
  readonly comment: string;
  readonly variables: readonly Variable[];
  /** If the file sets one of these, its account is configured and the group is left out. */
  readonly unlessAnyOf?: readonly string[];
}

/** Whether the text of a `.env` file sets a variable. */
const sets = (text: string, name: string): boolean =>
  text.split(/\r?\n/).some((line) => /^\s*(?:export\s+)?([\w.-]+)\s*=/.exec(line)?.[1] === name);

/** Appends the variables that the text does not set. Existing lines stay as they are. */
export function addVariables(text: string, groups: readonly VariableGroup[]): string {
  const isSet = (name: string): boolean => sets(text, name);
  const blocks = groups.flatMap(({ comment, variables, unlessAnyOf = [] }) => {
    const missing = unlessAnyOf.some(isSet) ? [] : variables.filter(([name]) => !isSet(name));
    if (missing.length === 0) return [];
    return [`${comment}\n${missing.map(([name, value]) => `${name}=${value}\n`).join('')}`];
  });
  if (blocks.length === 0) return text;
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return `${before}${before === '' ? '' : '\n'}${blocks.join('\n')}`;
}
