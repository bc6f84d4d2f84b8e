import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build, type Rollup } from "vite";
import { analyserFiles } from "../../../scripts/analyser-files.ts";

const demo = new URL("../../../node_modules/@vladmandic/face-api/demo/", import.meta.url);
/** As strict as both products: our own scripts, WebAssembly, and nothing from elsewhere. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src 'self' blob:; media-src 'self' blob:";
const types: Readonly<Record<string, string>> = {
  js: "text/javascript",
  wasm: "application/wasm",
  json: "application/json",
  jpg: "image/jpeg",
  "": "text/html",
};

/** The page with the chain's worker, built as the product is. */
const buildPage = async (): Promise<Rollup.RollupOutput["output"]> => {
  const result = await build({
    configFile: false,
    logLevel: "warn",
    root: fileURLToPath(new URL("pages", import.meta.url)),
    worker: { format: "es" },
    build: { write: false, target: "chrome123", rolldownOptions: { input: fileURLToPath(new URL("pages/page.ts", import.meta.url)) } },
  });
  return ((Array.isArray(result) ? result[0] : result) as Rollup.RollupOutput).output;
};

/** Serves the page with the analysers and the demo pictures, under the policy of the product. */
export const openFacesServer = async (): Promise<{ origin: string; close(): void }> => {
  const built = await buildPage();
  const entry = built.find((file) => file.type === "chunk" && file.isEntry)?.fileName ?? "";
  const files = new Map<string, string | Uint8Array>([
    ["", `<!doctype html><title>faces</title><body><script type="module" src="/${entry}"></script>`],
    ...built.map((file) => [file.fileName, file.type === "chunk" ? file.code : file.source] as const),
  ]);
  for (const [name, read] of analyserFiles()) files.set(`analysers/${name}`, await read());
  const server = createServer(({ url = "/" }, response) => {
    const name = url.slice(1);
    const picture = new URL(name, demo);
    const content = files.get(name) ?? (/^sample\d\.jpg$/.test(name) && existsSync(picture) ? readFileSync(picture) : undefined);
    if (content === undefined) return response.writeHead(404).end();
    response.setHeader("content-security-policy", policy);
    response.setHeader("content-type", types[name === "" ? "" : (name.split(".").at(-1) ?? "")] ?? "application/octet-stream");
    return response.end(content);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server of the pages has no port");
  return { origin: `http://127.0.0.1:${address.port}`, close: () => void server.close() };
};
