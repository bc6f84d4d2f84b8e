import type { FastifyHelmetOptions } from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

/** What the headers depend on. */
export interface SecurityHeaderOptions {
  /** Whether everybody reaches the server by https, so that browsers may insist on it. */
  readonly https: boolean;
  readonly frameAncestors: readonly string[];
  /** Origin that people reach the server by, when it is configured. */
  readonly publicUrl: string | undefined;
  /** Origins of gateways: broadcasts go there and are played from there. */
  readonly gateways: readonly string[];
}

const hostPattern = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

/**
 * The WebSocket source of the page's own host: `'self'` covers it in Chromium and Firefox, not in every
 * WebKit (CSP Level 3 §6.7.2.8).
 */
const ownWebSocket = (host: string | undefined, publicUrl: string | undefined): string => {
  const own = publicUrl === undefined ? host : new URL(publicUrl).host;
  return own !== undefined && hostPattern.test(own) ? `ws://${own} wss://${own}` : "'self'";
};

/**
 * The developer's own machine as a source, on pages that it serves itself: who tries out a widget's page there needs
 * it, and no page that is served to others has it.
 */
export const developersPages = (host: string | undefined): readonly string[] =>
  host !== undefined && /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.test(host) ? ["http://localhost:*"] : [];

const webSocketOf = (origin: string): string => origin.replace(/^http/, "ws");

/** The policy of the pages: nothing but our own scripts runs, and it talks to our own server and its gateways alone. */
export const helmetOptions = ({ https, frameAncestors, publicUrl, gateways }: SecurityHeaderOptions): FastifyHelmetOptions => ({
  global: true,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", "data:", "blob:", ...gateways],
      mediaSrc: ["'self'", "blob:", "mediastream:", ...gateways],
      fontSrc: ["'self'"],
      workerSrc: ["'self'"],
      manifestSrc: ["'self'"],
      connectSrc: ["'self'", ({ headers }) => ownWebSocket(headers.host, publicUrl), ...gateways, ...gateways.map(webSocketOf)],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      objectSrc: ["'none'"],
      // Widgets: our own wrapper page, and pages of authors that the person said yes to.
      frameSrc: ["'self'", "https:", ({ headers }) => developersPages(headers.host)[0] ?? "https:"],
      frameAncestors: [...frameAncestors],
    },
  },
  referrerPolicy: { policy: "no-referrer" },
  strictTransportSecurity: https ? { maxAge: 15_552_000, includeSubDomains: false } : false,
  xFrameOptions: false,
  xXssProtection: false,
});

/** Camera, microphone and screen for our own pages, and none of the rest. */
const permissionsPolicy = [
  "camera=(self)",
  "microphone=(self)",
  "display-capture=(self)",
  "fullscreen=(self)",
  "geolocation=()",
  "payment=()",
  "usb=()",
  "serial=()",
].join(", ");

/** Adds the permissions policy, which helmet does not know, to every answer. */
export const addPermissionsPolicy = (app: FastifyInstance): void => {
  app.addHook("onSend", async (_request, reply) => {
    reply.header("permissions-policy", permissionsPolicy);
  });
};
