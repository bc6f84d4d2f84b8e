import { spawnSync } from "node:child_process";
import { join, relative } from "node:path";
import { emitKeypressEvents } from "node:readline";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";
import { buildPages } from "./build-pages.ts";
import { chromiumMissing, findChromium } from "./find-chromium.ts";
import { createChildren } from "./start/children.ts";
import { chromiumArguments } from "./start/chromium-arguments.ts";
import { isPortFree, readPort } from "./start/free-port.ts";
import { localSecret } from "./start/local-secret.ts";
import { buildEnvironment, readStart, type StartWish } from "./start/read-start.ts";
import { waitForPort } from "./start/wait-for-port.ts";

// npm start                 builds extension and web page, starts server and gateway, prints the links
// npm start -- --open       and opens a Chromium with the extension loaded
// npm start -- --turn       and starts a relay (coturn)

const startMs = 20_000;
const usualGatewayPort = 3_100;
const root = fileURLToPath(new URL("..", import.meta.url));
const kept = join(root, ".tfx");
const extension = join(root, "dist", "extension");
const children = createChildren();

const finish = async (code: number): Promise<never> => {
  if (process.stdin.isTTY) process.stdin.setRawMode(false);
  await children.stopAll();
  process.exit(code);
};

const giveUp = (reason: string): void => {
  console.error(`\n${reason}`);
  void finish(1);
};

/** Starts the relay; what the server must know of it. */
const startRelay = (secret: string): Record<string, string> => {
  const port = process.env.TFX_TURN_PORT || "3478";
  children.start(process.execPath, [join(root, "turn", "src", "main.ts")], {
    environment: { ...process.env, TFX_TURN_SECRET: secret },
    onEnd: (reason) => giveUp(`The relay ended: ${reason}.`),
  });
  return { TFX_TURN_SECRET: secret, TFX_TURN_URLS: `turn:127.0.0.1:${port}` };
};

const startServer = async ({ host, port, turn }: StartWish, gatewayUrl: string | undefined): Promise<void> => {
  const relay = turn ? startRelay(process.env.TFX_TURN_SECRET || localSecret(join(kept, "turn-secret"))) : {};
  const secret = process.env.TFX_SECRET || localSecret(join(kept, "secret"));
  children.start(process.execPath, [join(root, "signalling-server", "src", "main.ts")], {
    environment: {
      TFX_LOG_LEVEL: "warn",
      ...(gatewayUrl === undefined ? {} : { TFX_GATEWAY_URL: gatewayUrl }),
      ...process.env,
      TFX_PORT: String(port),
      TFX_HOST: host,
      TFX_SECRET: secret,
      ...relay,
    },
    onEnd: (reason) => giveUp(`The server ended: ${reason}.`),
  });
  await waitForPort(port, host === "0.0.0.0" || host === "::" ? "localhost" : host, AbortSignal.timeout(startMs));
};

interface GatewayPlan {
  readonly port: number;
  readonly name: string;
  readonly url: string;
}

/** Where the gateway is going to be, or why there is none: calls go on without it. */
const planGateway = async (): Promise<GatewayPlan | string> => {
  const port = readPort(process.env.TFX_GATEWAY_PORT, usualGatewayPort, "TFX_GATEWAY_PORT");
  const host = process.env.TFX_GATEWAY_HOST || "127.0.0.1";
  if (spawnSync("ffmpeg", ["-version"]).status !== 0) return "not started: ffmpeg is missing (apt-get install ffmpeg)";
  if (!(await isPortFree(port, host))) return `not started: port ${port} is used by another program (TFX_GATEWAY_PORT chooses another)`;
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return { port, name, url: `http://${name}:${port}` };
};

/** Starts the gateway for broadcasts; answers what to say of it. */
const startGateway = async ({ port, name, url }: GatewayPlan): Promise<string> => {
  children.start(process.execPath, [join(root, "gateway", "src", "main.ts")], {
    environment: { TFX_LOG_LEVEL: "warn", TFX_GATEWAY_FOLDER: join(kept, "gateway"), ...process.env, TFX_GATEWAY_PORT: String(port) },
    onEnd: (reason) => console.error(`The gateway ended: ${reason}. Calls go on; broadcasts need it.`),
  });
  await waitForPort(port, name, AbortSignal.timeout(startMs));
  return `${styleText("bold", url)}  broadcasts: publish to /whip/<name>, watch /hls/<name>/index.m3u8`;
};

const openChromium = (url: string): void => {
  const chromium = findChromium();
  if (chromium === undefined) {
    console.log(`\n${chromiumMissing}`);
    return;
  }
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    console.log("\nThere is no screen here to open a browser on. Load the extension's folder in a browser of yours, as said above.");
    return;
  }
  const asRoot = process.getuid?.() === 0;
  children.start(chromium, chromiumArguments({ extension, profile: join(kept, "chromium"), url, asRoot }), {
    quiet: true,
    onEnd: (reason) => console.log(`Chromium closed (${reason}).`),
  });
  console.log("Chromium is opening. The button of TFX Sessions is behind the puzzle piece at the top right; pin it there.");
};

const printLinks = ({ url, turn }: StartWish, gateway: string): void => {
  const folder = relative(process.cwd(), extension);
  const rows = [
    ["Web page", `${styleText("bold", url)}  start or join a call in any browser`],
    ["Extension", `${styleText("bold", folder)}  chrome://extensions → Developer mode → Load unpacked → this folder`],
    ["Gateway", gateway],
    ...(turn ? [["Relay", "coturn, for networks that let no direct path through"]] : []),
    ["Stop", "Ctrl-C"],
  ];
  console.log(`\n${rows.map(([name = "", text = ""]) => `  ${name.padEnd(10)} ${text}`).join("\n")}\n`);
};

/** Single keys on a terminal: `o` opens Chromium, Ctrl-C or `q` ends. */
const followKeys = (url: string): void => {
  if (!process.stdin.isTTY) return;
  emitKeypressEvents(process.stdin);
  process.stdin.setRawMode(true);
  process.stdin.on("keypress", (_text: string | undefined, key: { name?: string; ctrl?: boolean }) => {
    if (key.name === "o") openChromium(url);
    if (key.name === "q" || (key.ctrl === true && key.name === "c")) void finish(0);
  });
  console.log(`  Press ${styleText("bold", "o")} to open a Chromium with the extension loaded.\n`);
};

// A second signal must not end this before its children.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void finish(0));

// Ended from outside, npm takes its shell along and not us: without the parent we were started by, we end too.
const parent = process.ppid;
if (process.env.npm_lifecycle_event !== undefined) {
  setInterval(() => {
    if (process.ppid !== parent) void finish(0);
  }, 500).unref();
}

try {
  const wish = readStart(process.argv.slice(2), process.env);
  if (!(await isPortFree(wish.port, wish.host))) {
    throw new Error(
      `Port ${wish.port} is used by another program. Stop that one, or choose another port: TFX_PORT=${wish.port + 1} npm start`,
    );
  }
  Object.assign(process.env, buildEnvironment(wish));
  console.log("Building the extension and the web page…");
  for (const mode of ["extension", "web"] as const) await buildPages(mode);
  const gateway = await planGateway();
  await startServer(wish, typeof gateway === "string" ? undefined : gateway.url);
  printLinks(wish, typeof gateway === "string" ? gateway : await startGateway(gateway));
  if (wish.open) openChromium(wish.url);
  followKeys(wish.url);
} catch (error) {
  giveUp(error instanceof Error ? error.message : String(error));
}
