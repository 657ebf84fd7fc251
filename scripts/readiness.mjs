/**
 * What a publication needs beyond good tarballs.
 *
 * @param {{
 *   changed: boolean, branch: string, waiting: number, identity: boolean, repository?: string,
 *   packages: { manifest: { name: string, version: string, repository?: object, publishConfig?: object }, changelog: string }[],
 * }} facts `waiting` counts changesets without a version; `identity`: whether the job may ask for a token to sign with;
 *   `repository`: owner and name of the repository of the job on GitHub.
 * @returns {string[]} all that is missing, each with what to do.
 */
export function missingForPublication({ changed, branch, waiting, identity, repository, packages }) {
  const those = (isWrong) =>
    packages
      .filter(isWrong)
      .map(({ manifest }) => manifest.name)
      .join(', ');
  const unlogged = those(({ manifest, changelog }) => !changelog.includes(`\n## ${manifest.version}\n`));
  const homeless = those(
    ({ manifest: { name, repository } }) => !repository?.url || repository.directory !== `packages/${name}`,
  );
  const elsewhere = those(
    ({ manifest }) =>
      repository !== undefined &&
      manifest.repository?.url !== undefined &&
      !manifest.repository.url.endsWith(`github.com/${repository}.git`),
  );
  const closed = those(
    ({ manifest: { publishConfig } }) =>
      publishConfig?.provenance !== true || publishConfig.access !== 'public',
  );
  return [
    changed && 'commit what is changed: the tarballs must come from a commit',
    branch !== 'main' && 'publish from the branch main',
    waiting > 0 && `run "npx -y pnpm@12 release:version": ${waiting} changeset(s) wait for their version`,
    unlogged && `CHANGELOG.md has no entry for the version of ${unlogged}`,
    homeless &&
      `name the public repository as "repository": { url, directory } in ${homeless}: npm compares it with the provenance`,
    elsewhere &&
      `the repository of ${elsewhere} is not github.com/${repository}: correct "repository", "bugs" and "homepage"`,
    closed && `set "publishConfig": { "access": "public", "provenance": true } in ${closed}`,
    // npm signs a provenance only with the identity that these two hosts give a job.
    !identity && 'run it in a GitHub or GitLab job that may ask for an identity token: provenance needs one',
  ].filter((fault) => typeof fault === 'string' && fault !== '');
}
