import { access } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import { roomName } from "@tfx/protocol";
import { sandboxPolicy } from "@tfx/protocol/widgets";
import type { FastifyInstance, FastifyReply } from "fastify";
import { developersPages } from "./security-headers.ts";

const notBuilt = "The web app is not built yet. Run: npm run build\n";
const notFound = "There is nothing here.\n";

/** Policy of the page around the sandbox page of an imported widget; its script narrows `frame-src` to that one page. */
const wrapperPolicy =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";

/**
 * Policy of the empty page through which the app asks other servers, for widgets and for what widgets may ask. It
 * has no script of its own, and whoever could run one in the app could do no more through it than through a frame;
 * so the page with the call itself goes on talking to its own server alone.
 */
const fetchPolicy = (host: string | undefined): string =>
  ["default-src 'none'; connect-src https:", ...developersPages(host)].join(" ") + "; base-uri 'none'; form-action 'none'";

/** What the web app is served with. */
export interface WebAppOptions {
  readonly webRoot: string;
  /** Who may hold our pages in a frame; widgets' pages are held by our own page besides. */
  readonly frameAncestors: readonly string[];
}

/**
 * Serves the built web app: its page at `/` and at each room's link, everything else by its file name.
 * Files whose names carry a hash never change, so they may be kept for ever; the page never is.
 */
export const serveWebApp = async (app: FastifyInstance, { webRoot, frameAncestors }: WebAppOptions): Promise<void> => {
  const policies = new Map<string, (host: string | undefined) => string>([
    [join(webRoot, "widget-frame.html"), () => wrapperPolicy],
    [join(webRoot, "widget-sandbox.html"), () => sandboxPolicy],
    [join(webRoot, "widget-fetch.html"), fetchPolicy],
  ]);
  const ancestors = ["'self'", ...frameAncestors.filter((source) => source !== "'none'")].join(" ");
  await app.register(fastifyStatic, {
    root: webRoot,
    index: false,
    suppressWarning: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const policy = policies.get(path)?.(reply.request.headers.host);
      // The sandbox page has no origin: to the browser its own script comes from elsewhere.
      if (path === join(webRoot, "widget-sandbox.js")) reply.header("cross-origin-resource-policy", "cross-origin");
      if (policy !== undefined) reply.header("content-security-policy", `${policy}; frame-ancestors ${ancestors}`);
      // No origin can be kept apart by its name that has none; Chromium complains of the wish.
      if (path === join(webRoot, "widget-sandbox.html")) reply.removeHeader("origin-agent-cluster");
      const isHashed = path.startsWith(join(webRoot, "assets"));
      reply.header("cache-control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  const sendPage = async (reply: FastifyReply): Promise<FastifyReply> => {
    const isBuilt = await access(join(webRoot, "index.html")).then(
      () => true,
      () => false,
    );
    return isBuilt ? reply.sendFile("index.html") : sendText(reply, 503, notBuilt);
  };
  app.get("/", (_request, reply) => sendPage(reply));
  app.get<{ Params: { room: string } }>("/r/:room", (request, reply) =>
    roomName.safeParse(request.params.room).success ? sendPage(reply) : reply.callNotFound(),
  );
  // A person who follows a broken link is told so by the app, which can also lead on.
  app.setNotFoundHandler(({ method, url, headers }, reply) =>
    method === "GET" && url.startsWith("/r/") && headers.accept?.includes("text/html") === true
      ? sendPage(reply.code(404))
      : sendText(reply, 404, notFound),
  );
};

const sendText = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.code(status).type("text/plain; charset=utf-8").send(text);
