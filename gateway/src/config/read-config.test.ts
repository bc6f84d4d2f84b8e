import { readFileSync } from "node:fs";
import { TfxError } from "@tfx/protocol";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { readConfig, variableNames } from "./read-config.ts";

const read = (given: Record<string, string>) => readConfig(given, () => pino({ level: "silent" }));
const complaint = (given: Record<string, string>): string => {
  try {
    read(given);
  } catch (error) {
    return JSON.stringify(TfxError.from(error).details);
  }
  return "none";
};

describe("the gateway's environment", () => {
  it("needs nothing on a machine of one's own", () => {
    expect(read({})).toMatchObject({ host: "127.0.0.1", port: 3_100, secret: undefined, openViewing: true, idleMs: 30_000 });
    expect(read({ TFX_GATEWAY_PORT: "" }).port).toBe(3_100);
  });

  it("is read in the units that people write", () => {
    const { limits, rates, mediaPorts } = read({
      TFX_GATEWAY_MAX_KBPS: "2500",
      TFX_GATEWAY_MAX_DISK_GIB: "2",
      TFX_GATEWAY_RATE_REQUESTS: "10:0.5",
      TFX_GATEWAY_MEDIA_PORTS: "40000-40100",
    });
    expect(limits).toMatchObject({ bitsPerSecond: 2_500_000, diskBytes: 2 * 1024 ** 3 });
    expect([rates, mediaPorts]).toEqual([{ requests: { burst: 10, perSecond: 0.5 } }, [40_000, 40_100]]);
  });

  it("asks for what belongs together, and never says a secret", () => {
    expect(complaint({ TFX_GATEWAY_HOST: "0.0.0.0" })).toContain("TFX_GATEWAY_SECRET");
    expect(complaint({ TFX_GATEWAY_HOST: "127.evil.example" })).toContain("TFX_GATEWAY_SECRET");
    expect(complaint({ TFX_GATEWAY_MEDIA_ADDRESS: "192.0.2.1" })).toContain("TFX_GATEWAY_SECRET");
    expect(complaint({ TFX_GATEWAY_TRUST_PROXY: "1" })).toContain("TFX_GATEWAY_SECRET");
    expect(complaint({ TFX_GATEWAY_HOOKS: "https://a.example/" })).toContain("TFX_GATEWAY_HOOK_SECRET");
    expect(complaint({ TFX_GATEWAY_TURN_URLS: "turn:a.example" })).toContain("TFX_GATEWAY_TURN_SECRET");
    expect(complaint({ TFX_GATEWAY_SECRET: "hunter2" })).not.toContain("hunter2");
  });

  it("says which variables it does not know", () => {
    const said: string[] = [];
    const log = pino({ level: "warn" }, { write: (line: string) => void said.push(line) });
    readConfig({ TFX_GATEWAY_OPEN_VEIWING: "no", TFX_GATEWAY_URL: "http://127.0.0.1:3100", TFX_GATEWAY_PORT: "0" }, () => log);
    expect(said.join()).toContain('["TFX_GATEWAY_OPEN_VEIWING"]');
  });

  it.each([
    ["TFX_GATEWAY_PORT", "70000"],
    ["TFX_GATEWAY_MEDIA_PORTS", "5-4"],
    ["TFX_GATEWAY_HOOKS", "ftp://a.example"],
    ["TFX_GATEWAY_MEDIA_ADDRESS", "host.example"],
  ])("refuses %s=%s", (name, value) => {
    expect(complaint({ [name]: value })).toContain(name);
  });

  it("is documented in full", () => {
    const text = readFileSync(new URL("../../../docs/gateway.md", import.meta.url), "utf8");
    for (const name of variableNames) expect(text).toContain(`\`${name}\``);
  });
});
