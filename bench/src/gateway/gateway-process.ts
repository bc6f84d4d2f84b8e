import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { cpuSecondsOfFamily } from "@tfx/e2e";

/** Our gateway as people run it, in processes of its own. */
export interface GatewayProcess {
  readonly url: string;
  /** Of all of its processes, ffmpeg too. */
  cpuSeconds(): number;
  /** Of all of its processes, ffmpeg too. */
  residentBytes(): number;
  close(): Promise<void>;
}

/** How it is started. */
export interface GatewayProcessOptions {
  /** The one core it may use. */
  readonly core?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

const program = fileURLToPath(new URL("../../../gateway/src/main.ts", import.meta.url));

/** Limits are for strangers; here one address does everything. */
const wideOpen = {
  TFX_GATEWAY_PORT: "0",
  TFX_GATEWAY_RATE_REQUESTS: "100000:100000",
  TFX_GATEWAY_MAX_STREAMS: "64",
  TFX_GATEWAY_MAX_VIEWERS: "10000",
  TFX_GATEWAY_MAX_VIEWERS_PER_STREAM: "10000",
} as const;

const residentBytesOf = (pid: number): number => {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
  const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
  return children.reduce((sum, child) => sum + residentBytesOf(Number(child)), pages * 4_096);
};

/** Starts a gateway. */
export const openGatewayProcess = async ({ core, environment = {} }: GatewayProcessOptions = {}): Promise<GatewayProcess> => {
  const folder = mkdtempSync(join(tmpdir(), "tfx-bench-gateway-"));
  const command = [process.execPath, program];
  const [name = "", ...words] = core === undefined ? command : ["taskset", "-c", String(core), ...command];
  const child = spawn(name, words, {
    env: { ...process.env, ...wideOpen, TFX_GATEWAY_FOLDER: folder, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { pid } = child;
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /"url":"([^"]+)"/.exec(line)?.[1];
    if (url === undefined || pid === undefined) continue;
    child.stdout.resume();
    return {
      url,
      cpuSeconds: () => cpuSecondsOfFamily(pid),
      residentBytes: () => residentBytesOf(pid),
      async close() {
        if (child.exitCode === null) {
          child.kill("SIGTERM");
          await once(child, "exit");
        }
        rmSync(folder, { recursive: true, force: true });
      },
    };
  }
  throw new Error("The gateway did not start");
};
