import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pack } from "./pack.ts";
import { manifestProblems } from "./validate.ts";

/** What a developer's server serves. */
export interface ServedWidget {
  /** One file that is a bundle already, or manifest and script that are packed at each request. */
  readonly files: readonly [bundle: string] | readonly [manifest: string, script: string];
  readonly port: number;
  /** Told what keeps the widget from being served, once for each reason. */
  readonly complain: (line: string) => void;
}

/** A developer's server. */
export interface WidgetServer {
  /** What to add in a call. */
  readonly address: string;
  close(): Promise<void>;
}

const readBundle = async ([first, script]: ServedWidget["files"] | readonly string[]): Promise<string> => {
  if (first === undefined) throw new Error("No file was named.");
  if (script === undefined) return readFile(first, "utf8");
  const manifest: unknown = JSON.parse(await readFile(first, "utf8"));
  const [problem] = manifestProblems(manifest);
  if (problem !== undefined) throw new Error(problem);
  return pack(manifest, await readFile(script, "utf8")).text;
};

const answer = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, {
    "content-type": `text/${status === 200 ? "javascript" : "plain"}; charset=utf-8`,
    "cache-control": "no-store",
    // Calls read it from another origin, and browsers ask before a page of the web reaches this machine.
    "access-control-allow-origin": "*",
    "access-control-allow-private-network": "true",
  });
  response.end(text);
};

/** Serves a widget on this machine alone, each time as it is then; a call in developer mode looks once a second. */
export const serveWidget = async ({ files, port, complain }: ServedWidget): Promise<WidgetServer> => {
  let last: string | undefined;
  const serve = async (response: ServerResponse): Promise<void> => {
    try {
      answer(response, 200, await readBundle(files));
      last = undefined;
    } catch (error) {
      // Half written, or not built yet: the call goes on with what it has, and asks again.
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== last) complain(reason);
      last = reason;
      answer(response, 503, `${reason}\n`);
    }
  };
  const server = createServer(({ method, url }, response) => {
    if (method === "OPTIONS") answer(response, 204, "");
    else if (url === "/widget.js") void serve(response);
    else answer(response, 404, "The widget is at /widget.js.\n");
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}/widget.js`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
