import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What a developer's server answers under a path. */
export interface LocalFile {
  readonly type?: string;
  readonly body?: string | Uint8Array;
  /** Where it leads on to. */
  readonly location?: string;
}

/** A developer's server on this machine. */
export interface LocalPages extends AsyncDisposable {
  readonly origin: string;
  /** Puts a file there, in place of another. */
  put(path: string, file: LocalFile): void;
  /** Paths that were asked for. */
  readonly asked: readonly string[];
}

/** Serves files to any page, on a free port of localhost. */
export const openLocalPages = async (): Promise<LocalPages> => {
  const files = new Map<string, LocalFile>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    asked.push(path);
    const file = files.get(path);
    response.setHeader("access-control-allow-origin", "*").setHeader("cache-control", "no-store");
    if (file?.location !== undefined) response.writeHead(302, { location: file.location }).end();
    else if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": file.type ?? "text/html; charset=utf-8" }).end(file.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    put: (path, file) => void files.set(path, file),
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
