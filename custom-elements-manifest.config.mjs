/** `src/define.ts` registers the tags, apart from the classes. The file of a class is named after its tag. */
const tagNames = {
  name: 'tag-names',
  packageLinkPhase({ customElementsManifest }) {
    for (const { path, declarations = [] } of customElementsManifest.modules) {
      const [, tagName] = /\/(esim-[\w-]+)\.ts$/.exec(path) ?? [];
      for (const declaration of declarations) {
        if (!tagName || declaration.kind !== 'class') continue;
        declaration.tagName = tagName;
        declaration.customElement = true;
        // What is between is not API.
        if (declaration.superclass?.name === 'EsimElement')
          declaration.superclass = { name: 'LitElement', package: 'lit' };
      }
    }
  },
};

/** Leaves out private and protected members. */
const publicOnly = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest }) {
    for (const module of customElementsManifest.modules) {
      for (const declaration of module.declarations ?? []) {
        if (!declaration.members) continue;
        declaration.members = declaration.members.filter(
          ({ name, privacy, static: isStatic }) =>
            !name.startsWith('#') &&
            !/^(private|protected)$/.test(privacy ?? '') &&
            !(isStatic && /^(styles|properties|shadowRootOptions|formAssociated)$/.test(name)),
        );
      }
    }
    customElementsManifest.modules.sort((a, b) => a.path.localeCompare(b.path));
  },
};

export default {
  globs: ['src/elements/esim-*/esim-*.ts', 'src/events.ts', 'src/events/*.ts', 'src/index.ts'],
  exclude: ['src/**/*.styles.ts'],
  litelement: true,
  packagejson: false,
  plugins: [tagNames, publicOnly],
};
