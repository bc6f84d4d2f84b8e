import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build, type Rollup } from "vite";

/** One classic script: modules are refused to a frame that has no origin. */
const buildScript = async (file: URL): Promise<string> => {
  const result = await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      target: "chrome123",
      rolldownOptions: { input: fileURLToPath(file), output: { format: "iife" } },
    },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as Rollup.RollupOutput;
  return output[0].code;
};

/** Serves pages of a benchmark, each made of the one script of its name in `folder`, built as the product is. */
export const openPageServer = async (folder: URL, pages: readonly string[]): Promise<{ origin: string; close(): void }> => {
  const files = new Map<string, { type: string; text: string }>();
  for (const page of pages) {
    files.set(`/${page}.js`, { type: "text/javascript", text: await buildScript(new URL(`${page}.ts`, folder)) });
    files.set(`/${page}`, { type: "text/html", text: `<!doctype html><title>${page}</title><body><script src="/${page}.js"></script>` });
  }
  const server = createServer(({ url = "" }, response) => {
    const file = files.get(url);
    if (file === undefined) return response.writeHead(404).end();
    return response.setHeader("content-type", file.type).end(file.text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server of the pages has no port");
  return { origin: `http://127.0.0.1:${address.port}`, close: () => void server.close() };
};
