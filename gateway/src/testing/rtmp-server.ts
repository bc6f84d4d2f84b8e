import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** nginx with its RTMP module: what people push to. */
export interface RtmpServer {
  readonly url: string;
  /** Somebody talks to it. */
  hasConnections(): boolean;
  /** Nobody says goodbye. */
  kill(): void;
  close(): void;
}

/** A TCP port that is free now. */
export const freeTcpPort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
};

/** Starts a server on a port. */
export const openRtmpServer = async (port: number): Promise<RtmpServer> => {
  const folder = mkdtempSync(join(tmpdir(), "tfx-rtmp-"));
  const configuration = join(folder, "nginx.conf");
  writeFileSync(
    configuration,
    `load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
daemon off; master_process off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/log info;
events { worker_connections 64; }
rtmp { server { listen 127.0.0.1:${port}; application live { live on; } } }
`,
  );
  const child = spawn("nginx", ["-p", folder, "-c", configuration], { stdio: ["ignore", "ignore", "inherit"] });
  await new Promise((resolve) => setTimeout(resolve, 300));
  return {
    url: `rtmp://127.0.0.1:${port}/live/film`,
    // Its log names each stream that is published.
    hasConnections: () => /publish: name=/.test(readFileSync(join(folder, "log"), "utf8")),
    kill: () => void child.kill("SIGKILL"),
    close() {
      child.kill("SIGKILL");
      rmSync(folder, { recursive: true });
    },
  };
};
