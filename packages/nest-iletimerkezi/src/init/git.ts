import { spawnSync } from 'node:child_process';

/** The facts that the command reads from git. Without git, or outside of a repository, nothing is known. */
export interface GitState {
  readonly isRepository: boolean;
  readonly hasChanges: boolean;
  readonly isIgnored: (path: string) => boolean;
  readonly isTracked: (path: string) => boolean;
}

export function readGit(folder: string): GitState {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
  const isRepository = git('rev-parse', '--is-inside-work-tree').stdout?.trim() === 'true';
  return {
    isRepository,
    hasChanges: isRepository && git('status', '--porcelain').stdout.trim() !== '',
    isIgnored: (path) => isRepository && git('check-ignore', '--quiet', path).status === 0,
    isTracked: (path) => isRepository && git('ls-files', '--error-unmatch', path).status === 0,
  };
}
