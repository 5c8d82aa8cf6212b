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
      }
    }
  },
};

const BASE = 'src/elements/shared/esim-element.ts';

/** The base class is no API: each element gets its members, and Lit's class as its base. */
const noBaseClass = {
  name: 'no-base-class',
  packageLinkPhase({ customElementsManifest }) {
    customElementsManifest.modules = customElementsManifest.modules.filter(
      ({ path }) => path !== BASE,
    );
    for (const { declarations = [] } of customElementsManifest.modules)
      for (const declaration of declarations) {
        if (declaration.superclass?.name !== 'EsimElement') continue;
        declaration.superclass = { name: 'LitElement', package: 'lit' };
        for (const member of [...declaration.members, ...(declaration.attributes ?? [])])
          delete member.inheritedFrom;
      }
  },
};

/** Leaves out private and protected members, and events of which only the class is known: JSDoc names each event. */
const publicOnly = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest }) {
    for (const module of customElementsManifest.modules) {
      for (const declaration of module.declarations ?? []) {
        if (!declaration.members) continue;
        if (declaration.events) declaration.events = declaration.events.filter(({ name }) => name);
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
  globs: [
    BASE,
    'src/elements/esim-*/esim-*.ts',
    'src/events.ts',
    'src/events/*.ts',
    'src/index.ts',
  ],
  exclude: ['src/**/*.styles.ts'],
  litelement: true,
  packagejson: false,
  plugins: [noBaseClass, tagNames, publicOnly],
};
