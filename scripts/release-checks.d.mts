export interface ReleaseState {
  packageJson: unknown;
  changelog: string;
  readme: string;
  /** The lines of `git status --porcelain`. */
  changedFiles: string[];
  tags: string[];
}
export function releaseProblems(state: ReleaseState): string[];
