import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { getWebTypesData } from 'custom-element-jet-brains-integration';
import {
  getVsCodeCssCustomData,
  getVsCodeHtmlCustomData,
} from 'custom-element-vs-code-integration';

/** Writes what VS Code and JetBrains editors read of the elements, from the manifest. */
export function writeEditorData(folder: string): void {
  const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8'));
  const options = { hideLogs: true };
  const files = {
    'vscode.html-custom-data.json': getVsCodeHtmlCustomData(manifest, options),
    'vscode.css-custom-data.json': getVsCodeCssCustomData(manifest, options),
    'web-types.json': getWebTypesData(manifest, {
      ...options,
      modulePathTemplate: () => 'esim-checkout/define',
    }),
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files))
    writeFileSync(`${folder}/${name}`, `${JSON.stringify(JSON.parse(text), null, 2)}\n`);
}
