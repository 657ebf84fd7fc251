import { dirname, join } from 'node:path';

/** Single-file builds that packages ship. Each spec file loads its modules anew, and a Nest module with these has 400 fewer. */
const SINGLE_FILES = new Map([
  // The root entry of RxJS 7 has all operators, too.
  ['rxjs', ['rxjs', 'dist/bundles/rxjs.umd.min.js']],
  ['rxjs/operators', ['rxjs', 'dist/bundles/rxjs.umd.min.js']],
  ['class-validator', ['class-validator', 'bundles/class-validator.umd.min.js']],
]);

/** A source imports `./name.js` where the file is `name.ts` or `name.tsx`. */
const SOURCES = { extensionAlias: { '.js': ['.ts', '.tsx', '.js'] } };

const isImportOfSource = (path, { basedir }) =>
  path.startsWith('.') && path.endsWith('.js') && !basedir.includes('/node_modules/');

/** Jest's resolver. A worker keeps what it returns for all its spec files; it would apply `moduleNameMapper` anew for each. */
export function sync(path, options) {
  const resolve = options.defaultResolver;
  if (isImportOfSource(path, options)) return resolve(path, { ...options, ...SOURCES });
  const single = SINGLE_FILES.get(path);
  if (!single) return resolve(path, options);
  const [name, file] = single;
  return join(dirname(resolve(`${name}/package.json`, options)), file);
}
