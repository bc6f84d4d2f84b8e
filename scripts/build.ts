import { parseArgs } from "node:util";
import { buildModes, buildPages, checkSizes } from "./build-pages.ts";

// npm run build            the extension and the web page
// npm run build -- web     one of them

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((name) => !buildModes.some((mode) => mode === name));
if (unknown.length > 0) throw new Error(`Not a build: ${unknown.join(", ")}. There are: ${buildModes.join(", ")}.`);
const modes = buildModes.filter((mode) => positionals.length === 0 || positionals.includes(mode));

const startedAt = performance.now();
for (const mode of modes) await buildPages(mode);
for (const line of checkSizes(modes)) console.log(line);
console.log(`built ${modes.join(" and ")} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
