import { parseArgs } from "node:util";
import { readPort } from "./free-port.ts";

type Environment = Readonly<Partial<Record<string, string>>>;

/** What one start is to do, from the command line and the environment. */
export interface StartWish {
  readonly host: string;
  readonly port: number;
  /** Where people on this machine find the server. */
  readonly url: string;
  /** Opens a Chromium with the extension at once. */
  readonly open: boolean;
  /** Starts coturn beside the server. */
  readonly turn: boolean;
}

const usualPort = 3_000;

/** Reads `--open`, `--turn` and the server's own variables; `docs/server.md` lists those. */
export const readStart = (args: readonly string[], environment: Environment): StartWish => {
  const { values } = parseArgs({ args: [...args], options: { open: { type: "boolean" }, turn: { type: "boolean" } } });
  const port = readPort(environment.TFX_PORT, usualPort);
  const scheme = environment.TFX_TLS_CERT ? "https" : "http";
  return {
    host: environment.TFX_HOST || "127.0.0.1",
    port,
    url: environment.TFX_PUBLIC_URL ? new URL(environment.TFX_PUBLIC_URL).origin : `${scheme}://localhost:${port}`,
    open: values.open === true,
    // Addresses of another relay mean that one runs elsewhere.
    turn: values.turn === true || (Boolean(environment.TFX_TURN_SECRET) && !environment.TFX_TURN_URLS),
  };
};

/** What the builds must know: the extension's first server is the one that is started here. */
export const buildEnvironment = (wish: StartWish): Record<string, string> =>
  wish.url === `http://localhost:${usualPort}` ? {} : { TFX_PUBLIC_URL: wish.url };
