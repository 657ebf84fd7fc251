/**
 * Returns a plugin that changes a component of the theme. The build fails if a text is no longer there, so that an update of
 * the theme does not undo a change unseen.
 * @param {string} name such as `VPContent.vue`
 * @param {[string | RegExp, string][]} changes what to replace, and by what
 */
export function changeComponent(name, changes) {
  return {
    name: `change-${name}`,
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith(`/${name}`)) return undefined;
      return changes.reduce((changed, [from, to]) => {
        const next = changed.replace(from, () => to);
        if (next === changed) throw new Error(`${name} no longer contains ${from}`);
        return next;
      }, code);
    },
  };
}
