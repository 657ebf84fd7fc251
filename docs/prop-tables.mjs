/** Writes the page with the props and style sheets of the kit's components from their types. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ReflectionKind } from 'typedoc';

const source = fileURLToPath(new URL('../packages/react-sms-ui/src', import.meta.url));

const HEAD = `# Components

Written by \`npx -y pnpm@12 docs:api\` from the types of [\`react-sms-ui\`](../packages/react-sms-ui/README.md).

This page lists the props of each component of \`react-sms-ui\`. Each component also accepts the attributes of its root element, and \`ref\`; \`DateTimeField\`, \`PhoneField\` and \`CodeField\` accept those of their \`input\`. Required props are marked with \`*\`.

\`Styles\` lists the files to import instead of \`react-sms-ui/styles.css\` if a page uses few components. They are in \`react-sms-ui/css/\`, and \`base.css\` comes first.
`;

/** @returns {string} the type as TypeScript writes it; typedoc abbreviates functions and objects. */
function typeText(type) {
  if (type === undefined) return 'unknown';
  switch (type.type) {
    case 'union':
      return type.types
        .map((part) => (isFunction(part) ? `(${typeText(part)})` : typeText(part)))
        .join(' | ');
    case 'array':
      return `${typeText(type.elementType)}[]`;
    case 'typeOperator':
      return `${type.operator} ${typeText(type.target)}`;
    case 'reference':
      return type.typeArguments?.length
        ? `${type.name}<${type.typeArguments.map(typeText).join(', ')}>`
        : type.name;
    case 'reflection':
      return declarationText(type.declaration);
    default:
      return type.toString();
  }
}

const isFunction = (type) => type.type === 'reflection' && type.declaration.signatures !== undefined;

function declarationText({ signatures, children = [] }) {
  if (signatures !== undefined) return signatureText(signatures[0]);
  const members = children.map((child) => `${child.name}${optional(child)}: ${typeText(child.type)}`);
  return `{ ${members.join('; ')} }`;
}

const signatureText = ({ parameters = [], type }) =>
  `(${parameters.map((one) => `${one.name}${optional(one)}: ${typeText(one.type)}`).join(', ')}) => ${typeText(type)}`;

const optional = ({ flags }) => (flags.isOptional ? '?' : '');

/** The text of a comment in one line. */
const summaryOf = ({ comment }) =>
  (comment?.summary ?? [])
    .map(({ text }) => text)
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Props that mean the same in every component. */
const COMMON = {
  classNames: 'Additional class names by part.',
  error: 'Displayed in place of the content, with a button that loads again.',
  isLoading: 'Displays the skeleton, or marks the content as being updated.',
};

const cell = (text) => text.replaceAll('|', '\\|');

function rowOf(prop) {
  // A method has its type and comment on its signature.
  const [signature] = prop.signatures ?? [];
  const type = signature ? signatureText(signature) : typeText(prop.type);
  const text = summaryOf(signature ?? prop) || (COMMON[prop.name] ?? '');
  const star = prop.flags.isOptional ? '' : ' *';
  return `| \`${prop.name}\`${star} | \`${cell(type)}\` | ${cell(text)} |`;
}

const filesIn = (folder, pattern) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => pattern.test(file) && !/\.(spec|stories)\./.test(file));

const classesIn = (text) => new Set([...text.matchAll(/sms-[\w-]+/g)].map(([name]) => name));

/**
 * The style sheets of each component's folder: its own, those of the components that it renders, and those of others
 * that style its classes.
 */
function styleSheets() {
  const folders = readdirSync(join(source, 'components'));
  const read = (file) => readFileSync(file, 'utf8');
  const classesOf = (folder, pattern) => classesIn(filesIn(folder, pattern).map(read).join('\n'));
  const styled = new Map(
    folders.map((name) => [name, classesOf(join(source, 'components', name), /\.css$/)]),
  );
  const inBase = new Set(['parts', 'theme'].flatMap((name) => [...classesOf(join(source, name), /\.css$/)]));

  const rendered = (folder) => {
    const found = new Set();
    for (const file of filesIn(join(source, 'components', folder), /\.tsx?$/))
      for (const [, path] of read(file).matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
        const target = resolve(dirname(file), path);
        const [where, name] = relative(source, target).split('/');
        const renders = existsSync(target.replace(/\.js$/, '.tsx')) || path.endsWith('/index.js');
        if (where === 'components' && renders) found.add(name);
      }
    return found;
  };
  const closure = (folder, seen = new Set()) => {
    if (seen.has(folder)) return seen;
    seen.add(folder);
    for (const next of rendered(folder)) closure(next, seen);
    return seen;
  };
  const sheetsOf = (folder) => {
    const sheets = closure(folder);
    const used = [...sheets].flatMap((name) => [...classesOf(join(source, 'components', name), /\.tsx?$/)]);
    for (const name of used) {
      if (inBase.has(name) || [...sheets].some((sheet) => styled.get(sheet).has(name))) continue;
      for (const [sheet, classes] of styled) if (classes.has(name)) sheets.add(sheet);
    }
    return [...sheets].toSorted((a, b) => (a < b ? -1 : 1));
  };
  return new Map(folders.map((folder) => [folder, sheetsOf(folder)]));
}

/**
 * @param {import('typedoc').ProjectReflection} project the model of `react-sms-ui`.
 * @returns {string} the page.
 */
export function propTables(project) {
  const sheets = styleSheets();
  const tables = project
    .getReflectionsByKind(ReflectionKind.Interface)
    .filter(({ name, parent }) => name.endsWith('Props') && parent?.name === 'index')
    .map((props) => ({
      props,
      component: props.parent.children.find(({ name }) => `${name}Props` === props.name),
    }))
    .filter(({ component }) => component !== undefined)
    .toSorted((a, b) => (a.component.name < b.component.name ? -1 : 1))
    .map(({ props, component }) => {
      const text = summaryOf(component.signatures?.[0] ?? component);
      const files = ['base', ...(sheets.get(component.name) ?? [])].map((name) => `\`${name}.css\``);
      const rows = (props.children ?? []).filter(({ flags }) => !flags.isExternal).map(rowOf);
      return [
        `## ${component.name}`,
        ...(text ? [text] : []),
        ['| prop | type | description |', '| --- | --- | --- |', ...rows].join('\n'),
        `Styles: ${files.join(', ')}`,
      ].join('\n\n');
    });
  if (tables.length < 10) throw new Error(`only ${tables.length} components have props in the model`);
  return `${HEAD}\n${tables.join('\n\n')}\n`;
}
