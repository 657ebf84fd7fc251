import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The parts of a syntax tree that the command reads. Positions are offsets in the text. */
export interface SyntaxNode {
  readonly pos: number;
  readonly end: number;
  getStart(file: SourceFile): number;
}
export interface SourceFile extends SyntaxNode {
  readonly text: string;
  readonly statements: readonly SyntaxNode[];
}
interface Named extends SyntaxNode {
  readonly text: string;
}
export interface ArrayLiteral extends SyntaxNode {
  readonly elements: readonly SyntaxNode[];
}
export interface ObjectLiteral extends SyntaxNode {
  readonly properties: readonly SyntaxNode[];
}
interface Call extends SyntaxNode {
  readonly expression: SyntaxNode;
  readonly arguments: readonly SyntaxNode[];
}
interface ImportDeclaration extends SyntaxNode {
  readonly moduleSpecifier: SyntaxNode;
  readonly importClause?: { readonly phaseModifier?: number; readonly namedBindings?: SyntaxNode };
}
interface NamedImports extends SyntaxNode {
  readonly elements: readonly (SyntaxNode & { readonly name: Named; readonly propertyName?: Named })[];
}

/** The parts of the compiler's API that the command uses. They are the same in TypeScript 4.8 to 6. */
export interface TypeScriptApi {
  readonly ScriptTarget: { readonly Latest: number };
  createSourceFile(name: string, text: string, target: number, setParents: boolean): SourceFile;
  forEachChild<T>(node: SyntaxNode, visit: (child: SyntaxNode) => T | undefined): T | undefined;
  getDecorators(node: SyntaxNode): readonly (SyntaxNode & { readonly expression: SyntaxNode })[] | undefined;
  isArrayLiteralExpression(node: SyntaxNode): node is ArrayLiteral;
  isCallExpression(node: SyntaxNode): node is Call;
  isClassDeclaration(node: SyntaxNode): node is SyntaxNode & { readonly name?: Named };
  isIdentifier(node: SyntaxNode): node is Named;
  isImportDeclaration(node: SyntaxNode): node is ImportDeclaration;
  isNamedImports(node: SyntaxNode): node is NamedImports;
  isObjectLiteralExpression(node: SyntaxNode): node is ObjectLiteral;
  isPropertyAccessExpression(
    node: SyntaxNode,
  ): node is SyntaxNode & { readonly expression: SyntaxNode; readonly name: Named };
  isPropertyAssignment(
    node: SyntaxNode,
  ): node is SyntaxNode & { readonly name: SyntaxNode; readonly initializer: SyntaxNode };
  isStringLiteral(node: SyntaxNode): node is Named;
}

const isApi = (value: unknown): value is TypeScriptApi =>
  typeof value === 'object' &&
  value !== null &&
  'createSourceFile' in value &&
  typeof value.createSourceFile === 'function';

/**
 * Loads the compiler of the application, or the one that the Nest CLI brings along: TypeScript 7 has no API in JavaScript.
 * @returns undefined if neither is installed.
 */
export function hostTypescript(folder: string): TypeScriptApi | undefined {
  const fromApp = createRequire(join(folder, 'package.json'));
  const candidates = [
    () => fromApp('typescript'),
    () => createRequire(fromApp.resolve('@nestjs/cli/package.json'))('typescript'),
    // `npx -p typescript@6 -p nest-iletimerkezi` installs it beside this package.
    () => createRequire(import.meta.url)('typescript'),
  ];
  for (const load of candidates) {
    try {
      const loaded: unknown = load();
      if (isApi(loaded)) return loaded;
    } catch {
      // Not installed there.
    }
  }
  return undefined;
}
