// Jest requires ES modules from Node 24.9 on. Before, it transforms them, which Jest caches.
const [major, minor] = process.versions.node.split('.').map(Number);
const requiresEsModules = major > 24 || (major === 24 && minor >= 9);

module.exports = {
  transform: {
    [requiresEsModules ? '\\.ts$' : '\\.[jt]s$']: [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: requiresEsModules ? ['/node_modules/'] : [],
};
