/**
 * What stands against a release, in sentences.
 * @param {{ packageJson: any, changelog: string, readme: string, changedFiles: string[], tags: string[] }} state
 * @returns {string[]}
 */
export function releaseProblems({ packageJson, changelog, readme, changedFiles, tags }) {
  const { version, homepage, repository, bugs } = packageJson;
  const problems = [];
  if (changedFiles.length > 0)
    problems.push(
      `The working tree has changes: ${changedFiles.map((line) => line.trim()).join(', ')}.`,
    );
  if (!/^\d+\.\d+\.\d+(-[0-9a-z.-]+)?$/i.test(version))
    problems.push(`"${version}" in package.json is no version.`);
  if (tags.includes(`v${version}`))
    problems.push(`The tag v${version} exists: raise the version in package.json.`);

  const heading = /^## \[(.+?)\](?: - (\S+))?$/gm;
  const sections = [...changelog.matchAll(heading)];
  const own = sections.findIndex(([, name]) => name === version);
  if (own < 0) problems.push(`CHANGELOG.md has no section "## [${version}] - YYYY-MM-DD".`);
  else {
    const [line, , date = ''] = sections[own];
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date))
      problems.push(`The section of ${version} in CHANGELOG.md has no date.`);
    const text = changelog.slice(sections[own].index + line.length, sections[own + 1]?.index);
    if (!/^- /m.test(text))
      problems.push(`The section of ${version} in CHANGELOG.md lists nothing.`);
  }

  const others = [...readme.matchAll(/esim-checkout[@-](\d+\.\d+\.\d+)/g)].filter(
    ([, name]) => name !== version,
  );
  if (others.length > 0)
    problems.push(`README.md names other versions: ${others.map(([name]) => name).join(', ')}.`);
  for (const [field, address] of Object.entries({
    homepage,
    repository: repository?.url,
    bugs: bugs?.url,
  }))
    if (!address || /\.example(\/|$)/.test(address))
      problems.push(`"${field}" in package.json is a placeholder: ${address}.`);
  return problems;
}
