import type {
  ArrayLiteral,
  ObjectLiteral,
  SourceFile,
  SyntaxNode,
  TypeScriptApi,
} from './host-typescript.js';

/** A module that `imports` of the application's module receives. */
export interface ModuleImport {
  /** The imported class. */
  readonly name: string;
  /** The module specifier. */
  readonly from: string;
  /** The element of `imports`, such as `IletimerkeziModule.forRoot()`. */
  readonly element: string;
}

/** An insertion into a text. */
interface Insertion {
  readonly at: number;
  readonly text: string;
  /** End of the replaced text. Default: `at`, nothing is replaced. */
  readonly to?: number;
}

const WIDTH = 80;

/**
 * Adds modules to the decorator `@Module` of a class, and their import declarations. The rest of the text stays as it is.
 * @param className the class; undefined for the first class with the decorator.
 * @returns undefined if the file has no such class, or its `imports` is not a list.
 */
export function addModules(
  ts: TypeScriptApi,
  text: string,
  className: string | undefined,
  modules: readonly ModuleImport[],
): string | undefined {
  const file = ts.createSourceFile('app.module.ts', text, ts.ScriptTarget.Latest, true);
  const decorator = moduleDecorator(ts, file, className);
  if (decorator === undefined) return undefined;
  const elements = modules.map(({ element }) => element);
  const inDecorator = insertElements(ts, file, decorator, elements);
  if (inDecorator === undefined) return undefined;
  return applied(text, [...insertImports(ts, file, modules), inDecorator]);
}

/**
 * Finds the module that `NestFactory.create…()` starts, and the file that it is imported from.
 * @returns undefined if the text starts no application. `from` is undefined when the class is in the same file.
 */
export function startedModule(
  ts: TypeScriptApi,
  text: string,
): { name: string; from: string | undefined } | undefined {
  const file = ts.createSourceFile('main.ts', text, ts.ScriptTarget.Latest, true);
  const visit = (node: SyntaxNode): string | undefined => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression, name } = node.expression;
      const [first] = node.arguments;
      const isFactory = ts.isIdentifier(expression) && expression.text === 'NestFactory';
      if (isFactory && name.text.startsWith('create') && first && ts.isIdentifier(first)) return first.text;
    }
    return ts.forEachChild(node, visit);
  };
  const name = visit(file);
  if (name === undefined) return undefined;
  const from = importsOf(ts, file).find(({ names }) => names.includes(name))?.from;
  return { name, from };
}

/** Returns the specifiers of all imports of a text. */
export function specifiersIn(ts: TypeScriptApi, text: string): string[] {
  const file = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
  return importsOf(ts, file).map(({ from }) => from);
}

interface Import {
  readonly node: SyntaxNode;
  readonly from: string;
  readonly names: readonly string[];
  readonly quote: string;
}

function importsOf(ts: TypeScriptApi, file: SourceFile): Import[] {
  return file.statements.flatMap((node) => {
    if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) return [];
    const bindings = node.importClause?.namedBindings;
    const names =
      bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
    const quote = file.text.charAt(node.moduleSpecifier.getStart(file));
    return [{ node, from: node.moduleSpecifier.text, names, quote }];
  });
}

/** Returns the call `Module(…)` of the decorator. */
function moduleDecorator(ts: TypeScriptApi, file: SourceFile, className: string | undefined) {
  for (const node of file.statements) {
    if (!ts.isClassDeclaration(node)) continue;
    if (className !== undefined && node.name?.text !== className) continue;
    for (const { expression } of ts.getDecorators(node) ?? []) {
      if (!ts.isCallExpression(expression) || !ts.isIdentifier(expression.expression)) continue;
      if (expression.expression.text === 'Module') return expression;
    }
  }
  return undefined;
}

function insertElements(
  ts: TypeScriptApi,
  file: SourceFile,
  decorator: SyntaxNode & { readonly arguments: readonly SyntaxNode[] },
  added: readonly string[],
): Insertion | undefined {
  const [options] = decorator.arguments;
  if (options === undefined)
    return { at: decorator.end - 1, text: `{\n  imports: ${list(added, '  ', '  imports: '.length)},\n}` };
  if (!ts.isObjectLiteralExpression(options)) return undefined;
  const property = options.properties.find(
    (one) => ts.isPropertyAssignment(one) && ts.isIdentifier(one.name) && one.name.text === 'imports',
  );
  if (property === undefined) return insertProperty(file, options, added);
  if (!ts.isPropertyAssignment(property) || !ts.isArrayLiteralExpression(property.initializer))
    return undefined;
  return extendList(file, property.initializer, added);
}

function insertProperty(file: SourceFile, options: ObjectLiteral, added: readonly string[]): Insertion {
  const at = options.getStart(file) + 1;
  const indent = `${indentAt(file.text, at)}  `;
  const property = `imports: ${list(added, indent, indent.length + 'imports: '.length)},`;
  const isBlock = file.text.slice(at, options.end).includes('\n');
  if (options.properties.length === 0)
    return { at, to: options.end - 1, text: `\n${indent}${property}\n${indent.slice(2)}` };
  return { at, text: isBlock ? `\n${indent}${property}` : ` ${property}` };
}

/** Appends to a list: in its line while that fits, otherwise one element in each line. */
function extendList(file: SourceFile, array: ArrayLiteral, added: readonly string[]): Insertion {
  const start = array.getStart(file);
  const { text } = file;
  const last = array.elements.at(-1);
  const indent = indentAt(text, start);
  if (last !== undefined && text.slice(start, array.end).includes('\n')) {
    const column = indentAt(text, last.getStart(file));
    return { at: last.end, text: added.map((element) => `,\n${column}${element}`).join('') };
  }
  const elements = [...array.elements.map((one) => text.slice(one.getStart(file), one.end)), ...added];
  const before = start - (text.lastIndexOf('\n', start) + 1);
  return { at: start, to: array.end, text: list(elements, indent, before) };
}

/** Formats a list of elements that starts in column `column` of a line with this indentation. */
function list(elements: readonly string[], indent: string, column: number): string {
  const line = `[${elements.join(', ')}]`;
  if (column + line.length + 1 <= WIDTH) return line;
  return `[\n${elements.map((element) => `${indent}  ${element},\n`).join('')}${indent}]`;
}

/** Import declarations for the names that are not imported yet: after the last import of a package, or of a file. */
function insertImports(
  ts: TypeScriptApi,
  file: SourceFile,
  modules: readonly ModuleImport[],
): readonly Insertion[] {
  const existing = importsOf(ts, file);
  const quote = existing[0]?.quote ?? "'";
  const missing = modules.filter(
    ({ name, from }) => !existing.some((one) => one.from === from && one.names.includes(name)),
  );
  const isRelative = (from: string): boolean => from.startsWith('.');
  const semicolon = existing.length === 0 || existing.some(({ node }) => file.text[node.end - 1] === ';');
  return [false, true].flatMap((relative) => {
    const lines = missing
      .filter(({ from }) => isRelative(from) === relative)
      .map(({ name, from }) => `import { ${name} } from ${quote}${from}${quote}${semicolon ? ';' : ''}`);
    if (lines.length === 0) return [];
    const place = existing.findLast(({ from }) => isRelative(from) === relative) ?? existing.at(-1);
    if (place === undefined) return [{ at: 0, text: `${lines.join('\n')}\n` }];
    return [{ at: place.node.end, text: lines.map((line) => `\n${line}`).join('') }];
  });
}

function indentAt(text: string, position: number): string {
  const line = text.slice(text.lastIndexOf('\n', position - 1) + 1, position);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/** Applies insertions from the end, so that earlier positions stay valid. */
function applied(text: string, insertions: readonly Insertion[]): string {
  return insertions
    .map((insertion, index) => ({ ...insertion, index }))
    .toSorted((one, other) => other.at - one.at || other.index - one.index)
    .reduce((result, { at, to = at, text: added }) => result.slice(0, at) + added + result.slice(to), text);
}
