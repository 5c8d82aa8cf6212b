// `npm pack` and `npm publish` run this first.
import { ensureBuild } from './ensure-build.mjs';

await ensureBuild();
