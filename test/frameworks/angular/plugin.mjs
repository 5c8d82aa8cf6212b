// Angular's own compiler as a Vite plugin. It compiles and type-checks templates ahead of time, and links libraries.
import { fileURLToPath } from 'node:url';
import {
  ConsoleLogger,
  formatDiagnostics,
  LogLevel,
  NodeJSFileSystem,
  performCompilation,
  readConfiguration,
} from '@angular/compiler-cli';
import { createEs2015LinkerPlugin } from '@angular/compiler-cli/linker/babel';
import { transformAsync } from '@babel/core';

const PROJECT = fileURLToPath(new URL('tsconfig.json', import.meta.url));

/** The compiled text of every source file, by its path. */
function compile() {
  const { rootNames, options } = readConfiguration(PROJECT);
  const compiled = new Map();
  const { diagnostics } = performCompilation({
    rootNames,
    options,
    emitCallback: ({ program, customTransformers }) =>
      program.emit(
        undefined,
        (_name, text, _bom, _error, sources) => {
          for (const { fileName } of sources ?? []) compiled.set(fileName, text);
        },
        undefined,
        false,
        customTransformers,
      ),
  });
  if (diagnostics.length > 0) throw new Error(formatDiagnostics(diagnostics));
  return compiled;
}

export function angular() {
  const linker = createEs2015LinkerPlugin({
    fileSystem: new NodeJSFileSystem(),
    logger: new ConsoleLogger(LogLevel.warn),
    linkerJitMode: false,
  });
  let compiled = new Map();
  return {
    name: 'angular',
    enforce: 'pre',
    config: () => ({ define: { ngDevMode: 'false', ngJitMode: 'false' } }),
    buildStart() {
      compiled = compile();
    },
    load: (id) => (compiled.has(id) ? { code: compiled.get(id), moduleType: 'js' } : undefined),
    async transform(code, id) {
      if (!id.includes('@angular') || !code.includes('ɵɵngDeclare')) return undefined;
      const options = { filename: id, plugins: [linker], configFile: false, babelrc: false };
      const linked = await transformAsync(code, { ...options, compact: false });
      return { code: linked.code, map: null };
    },
  };
}
