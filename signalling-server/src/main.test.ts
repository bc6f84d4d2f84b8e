import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { RawSocket } from "./testing/raw-socket.ts";
import { randomId, signalTo, TestClient } from "./testing/test-client.ts";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
// The package `node` is the version that runs the sources as they are, whatever the machine has.
const node = fileURLToPath(new URL("../../node_modules/node/bin/node", import.meta.url));

class ServerProcess {
  readonly child: ChildProcess;
  output = "";
  readonly exited: Promise<number | null>;

  constructor(environment: Record<string, string>, flags: readonly string[] = []) {
    this.child = spawn(node, [...flags, main], { env: { TFX_PORT: "0", ...environment }, stdio: ["ignore", "pipe", "pipe"] });
    const keep = (chunk: Buffer): void => {
      this.output += chunk.toString("utf8");
    };
    this.child.stdout?.on("data", keep);
    this.child.stderr?.on("data", keep);
    this.exited = new Promise((resolve) => {
      this.child.once("exit", resolve);
    });
  }

  async url(): Promise<string> {
    for (;;) {
      const found = /"url":"([^"]+)"/.exec(this.output)?.[1];
      if (found !== undefined) return found;
      if (this.child.stdout === null || this.child.exitCode !== null) throw new Error(`no server: ${this.output}`);
      await once(this.child.stdout, "data");
    }
  }
}

const running: ServerProcess[] = [];
const start = (environment: Record<string, string>, flags?: readonly string[]): ServerProcess => {
  const server = new ServerProcess(environment, flags);
  running.push(server);
  return server;
};
afterEach(async () => {
  for (const { child, exited } of running.splice(0)) {
    child.kill("SIGKILL");
    await exited;
  }
});

describe("the server as a program", { timeout: 60_000 }, () => {
  it.each([
    ["TFX_PORT", "abc", "TFX_PORT is missing or wrong: expected a whole number from 0 to 65535.\n"],
    ["NODE_ENV", "production", "TFX_SECRET is missing or wrong: expected at least 32 characters that nobody can guess"],
  ])("stops with one clear line when %s is %s", async (name, value, line) => {
    const server = start({ [name]: value });
    expect(await server.exited).toBe(1);
    expect(server.output).toContain(line);
    expect(server.output.trim().split("\n")).toHaveLength(1);
  });

  it("stops with one clear line when the port is in use", async () => {
    const port = new URL(await start({}).url()).port;
    const second = start({ TFX_PORT: port, TFX_SECRET: "a secret that nobody can guess, of 32 characters" });
    expect(await second.exited).toBe(1);
    expect(second.output).toBe(`TFX_PORT ${port} is in use on 127.0.0.1; choose another\n`);
  });

  it("tells its clients to come back and is gone within two seconds of SIGTERM", async () => {
    const server = start({});
    const ada = await TestClient.open(await server.url());
    await ada.join("amber-otter");
    const asked = performance.now();
    server.child.kill("SIGTERM");
    await ada.next("server.closing");
    expect(await server.exited).toBe(0);
    expect(performance.now() - asked).toBeLessThan(2_000);
    ada.close();
  });

  it("writes no secret, token or profile into its log", async () => {
    const secret = "a secret that must never be seen in a log";
    const server = start({ TFX_SECRET: secret, TFX_LOG_LEVEL: "debug" });
    const ada = await TestClient.open(await server.url());
    const { resume } = await ada.join("amber-otter", { profile: { open: "the name of Ada" } });
    await ada.ask("room.leave", {});
    ada.close();
    server.child.kill("SIGTERM");
    await server.exited;
    expect(server.output).toContain("amber-otter");
    for (const hidden of [secret, resume, "the name of Ada"]) expect(server.output).not.toContain(hidden);
  });

  it("does not grow under hostile clients", async () => {
    const server = start({ TFX_RATE_ADDRESS_SOCKETS: "10000:10000" }, ["--max-old-space-size=64"]);
    const url = await server.url();
    const huge = JSON.stringify(signalTo(randomId(), { payload: { open: "v".repeat(1_000_000) } }));
    const attack = async (): Promise<void> => {
      const eve = await RawSocket.open(url);
      for (let count = 0; count < 4; count += 1) eve.send(`42["signal.send",${huge}]`);
      eve.send(`42["${"x".repeat(3_000_000)}"]`);
      await eve.closed();
    };
    const rssAfter = async (rounds: number): Promise<number> => {
      for (let round = 0; round < rounds; round += 1) await attack();
      const text = await (await fetch(`${url}/metrics`)).text();
      return Number(/^process_resident_memory_bytes (\d+)/m.exec(text)?.[1]);
    };
    const before = await rssAfter(8);
    const after = await rssAfter(16);
    expect((after - before) / 1_048_576).toBeLessThan(40);
  });
});
