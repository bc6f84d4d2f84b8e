import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build, type Rollup } from "vite";

/** Serves the page with its workers, built as the product is. */
export const openPageServer = async (): Promise<{ origin: string; close(): void }> => {
  const result = await build({
    configFile: false,
    logLevel: "warn",
    root: fileURLToPath(new URL("pages", import.meta.url)),
    worker: { format: "es" },
    build: { write: false, target: "chrome123", rolldownOptions: { input: fileURLToPath(new URL("pages/page.ts", import.meta.url)) } },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as Rollup.RollupOutput;
  const files = new Map(output.map((file) => [`/${file.fileName}`, file.type === "chunk" ? file.code : file.source]));
  const entry = output.find((file) => file.type === "chunk" && file.isEntry)?.fileName ?? "";
  const page = `<!doctype html><title>pipeline</title><body><script type="module" src="/${entry}"></script>`;
  const server = createServer(({ url = "" }, response) => {
    const file = files.get(url);
    const isPage = url === "/";
    if (file === undefined && !isPage) return response.writeHead(404).end();
    return response.setHeader("content-type", isPage ? "text/html" : "text/javascript").end(isPage ? page : file);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server of the pages has no port");
  return { origin: `http://127.0.0.1:${address.port}`, close: () => void server.close() };
};
