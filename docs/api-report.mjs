/**
 * Writes the API report of each package from its built declarations to docs/api-reports: the signature of every export of
 * every entry, without comments. `--check` writes nothing and fails if a report differs, so that no change of the surface
 * is committed unseen.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { readCommandLine } from '../scripts/command-line.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'docs/api-reports');
const PACKAGES = [
  'iletimerkezi-core',
  'iletimerkezi-emulator',
  'iletimerkezi-mcp',
  'nest-iletimerkezi',
  'react-sms-ui',
];

const printer = ts.createPrinter({ removeComments: true });

/** The entries with types of a manifest, as pairs of the path to import and the declaration file. */
function entriesOf(folder) {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return Object.entries(exports)
    .filter(([, target]) => typeof target === 'object' && target.default.endsWith('.js'))
    .map(([path, { types }]) => ({ path, file: join(folder, types) }));
}

/** Resolves the files of the package only. Exports of other packages are printed by their names. */
function programOf(files) {
  const options = {
    noLib: true,
    types: [],
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals, containing) =>
    literals.map(({ text }) => {
      const resolvedFileName = join(dirname(containing), text.replace(/\.js$/, '.d.ts'));
      const isOwn = text.startsWith('.') && existsSync(resolvedFileName);
      return {
        resolvedModule: isOwn
          ? { resolvedFileName, extension: ts.Extension.Dts, isExternalLibraryImport: false }
          : undefined,
      };
    });
  return ts.createProgram(files, options, host);
}

function isPrivate(member) {
  if (member.name !== undefined && ts.isPrivateIdentifier(member.name)) return true;
  return (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private) !== 0;
}

/** Nest creates the services of the module, so their constructors are not part of its surface. Hosts create errors, too. */
const isInjected = (member, name) =>
  ts.isConstructorDeclaration(member) &&
  name.startsWith('nest-') &&
  !String(member.parent.name?.text).endsWith('Error');

/** @returns {string} a declaration as it is written, without private members and comments. */
function textOf(declaration, packageName) {
  let node = declaration;
  if (ts.isClassDeclaration(node))
    node = ts.factory.updateClassDeclaration(
      node,
      node.modifiers,
      node.name,
      node.typeParameters,
      node.heritageClauses,
      node.members.filter((member) => !isPrivate(member) && !isInjected(member, packageName)),
    );
  // A variable is declared by a part of its statement.
  if (ts.isVariableDeclaration(node)) node = node.parent.parent;
  return printer
    .printNode(ts.EmitHint.Unspecified, node, declaration.getSourceFile())
    .replace(/^export /, '')
    .replace(/^declare /, '')
    .replaceAll(/import\("[^"]*\/node_modules\/([^"]+)"\)/g, 'import("$1")');
}

/** @returns {string} the report of one package. */
function reportOf(name) {
  const folder = join(root, 'packages', name);
  const entries = entriesOf(folder);
  const missing = entries.filter(({ file }) => !existsSync(file));
  if (missing.length > 0) throw new Error(`${name} is not built: ${missing[0].file} does not exist`);
  const program = programOf(entries.map(({ file }) => file));
  const checker = program.getTypeChecker();
  const printed = new Map();

  const target = (symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const ownDeclarations = (symbol) =>
    (symbol.declarations ?? []).filter((declaration) =>
      declaration.getSourceFile().fileName.startsWith(join(folder, 'dist')),
    );

  /** Types of the package that a declaration names. */
  const namedIn = (declaration) => {
    const found = new Set();
    const visit = (node) => {
      if (ts.isClassElement(node) && (isPrivate(node) || isInjected(node, name))) return;
      if (ts.isIdentifier(node)) {
        const symbol = checker.getSymbolAtLocation(node);
        const real = symbol && target(symbol);
        // Of classes that no entry exports only base classes add to the surface; others are created by the package.
        const isBase = ts.isExpressionWithTypeArguments(node.parent);
        if (real !== undefined && (isBase || !(real.flags & ts.SymbolFlags.Class))) found.add(real);
      }
      ts.forEachChild(node, visit);
    };
    visit(declaration);
    return [...found].filter(({ declarations = [] }) =>
      declarations.some(
        (one) =>
          (ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one) || ts.isClassDeclaration(one)) &&
          ts.isSourceFile(one.parent),
      ),
    );
  };

  const sections = [];
  const unexported = new Set();
  const exported = new Set();
  for (const { path, file } of entries) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file));
    const lines = [];
    const symbols = checker.getExportsOfModule(module).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    for (const symbol of symbols) {
      const real = target(symbol);
      const declarations = ownDeclarations(real);
      if (declarations.length === 0) lines.push(`export { ${symbol.name} } // of another package`);
      else if (printed.has(real)) lines.push(`export { ${symbol.name} } // as in ${printed.get(real)}`);
      else {
        printed.set(real, path);
        exported.add(real);
        for (const declaration of declarations) lines.push(`export ${textOf(declaration, name)}`);
        for (const declaration of declarations)
          for (const named of namedIn(declaration)) unexported.add(named);
      }
    }
    sections.push(`## ${path}\n\n\`\`\`ts\n${lines.join('\n\n')}\n\`\`\``);
  }
  const others = new Map();
  // A set grows while it is iterated: types that these types name are visited, too.
  for (const symbol of unexported) {
    if (exported.has(symbol)) continue;
    const declarations = ownDeclarations(symbol);
    if (declarations.length > 0)
      others.set(symbol, declarations.map((declaration) => textOf(declaration, name)).join('\n\n'));
    for (const declaration of declarations) for (const named of namedIn(declaration)) unexported.add(named);
  }
  if (others.size > 0) {
    const texts = [...others.values()].toSorted((a, b) => (a < b ? -1 : 1));
    sections.push(`## Types that no entry exports\n\n\`\`\`ts\n${texts.join('\n\n')}\n\`\`\``);
  }
  return `# API of ${name}\n\nWritten by \`npx -y pnpm@12 api:write\` from the built declarations.\n\n${sections.join('\n\n')}\n`;
}

/** The first line in which two texts differ. */
function firstDifference(before, after) {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const line = b.findIndex((text, index) => text !== a[index]);
  return line < 0 ? `line ${b.length}: removed` : `line ${line + 1}: ${b[line].trim()}`;
}

const { values } = readCommandLine(
  `
Usage: api:write, check:api

Writes the report of each package's exports to docs/api-reports.

  --check  writes nothing, and fails if a report differs from the build
`,
  { check: { type: 'boolean', default: false } },
);
const isCheck = values.check;
mkdirSync(out, { recursive: true });
let differing = 0;
for (const name of PACKAGES) {
  const file = join(out, `${name}.md`);
  const report = reportOf(name);
  if (!isCheck) {
    writeFileSync(file, report);
    continue;
  }
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (before === report) continue;
  differing += 1;
  console.error(
    `${relative(root, file)} differs from the build, first in ${firstDifference(before, report)}`,
  );
}
if (differing > 0) {
  console.error(
    'If the change is intended, run `npx -y pnpm@12 api:write`, and commit the report with its changeset.',
  );
  process.exitCode = 1;
}
