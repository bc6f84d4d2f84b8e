import { readFileSync } from "node:fs";
import { TfxError } from "@tfx/protocol";
import { describe, expect, it } from "vitest";
import { readConfig, variableNames } from "./read-config.ts";

const complaint = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof TfxError && error.cause instanceof Error) return error.cause.message;
    throw error;
  }
  return "none";
};

describe("the configuration", () => {
  it("has defaults for everything, and warns of a secret that will not last", () => {
    const { server, logLevel, warnings } = readConfig({});
    expect(server).toMatchObject({ host: "127.0.0.1", port: 3_000, roomCapacity: 8, trustedProxies: 0, frameAncestors: ["'none'"] });
    expect(server.ice).toEqual({ stunUrls: ["stun:stun.l.google.com:19302"], turn: undefined });
    expect(server).not.toHaveProperty("secret");
    expect(logLevel).toBe("info");
    expect(warnings).toHaveLength(1);
  });

  it("takes an empty variable for one that is not set, but an empty list of STUN servers for none", () => {
    const { server } = readConfig({ TFX_PORT: "", TFX_STUN_URLS: "" });
    expect(server.port).toBe(3_000);
    expect(server.ice?.stunUrls).toEqual([]);
  });

  it("reads lists, addresses, rates and TURN", () => {
    const { server, warnings } = readConfig({
      TFX_SECRET: "0123456789abcdef0123456789abcdef",
      TFX_PUBLIC_URL: "https://Call.example/",
      TFX_STUN_URLS: "stun:a:3478, stun:b:3478",
      TFX_TURN_URLS: "turn:c:3478?transport=udp,turns:c:5349",
      TFX_TURN_SECRET: "0123456789abcdef",
      TFX_TURN_TTL_SECONDS: "600",
      TFX_ALLOWED_ORIGINS: "https://call.example/,chrome-extension://abcdef",
      TFX_RATE_CALLS: "5:0.5",
    });
    expect(warnings).toEqual([]);
    expect(server.publicUrl).toBe("https://call.example");
    expect(server.ice).toEqual({
      stunUrls: ["stun:a:3478", "stun:b:3478"],
      turn: { urls: ["turn:c:3478?transport=udp", "turns:c:5349"], secret: "0123456789abcdef", ttlSeconds: 600 },
    });
    expect(server.allowedOrigins).toEqual(["https://call.example", "chrome-extension://abcdef"]);
    expect(server.socketRates?.calls).toEqual({ burst: 5, perSecond: 0.5 });
  });

  it("reads where broadcasts go, as origins", () => {
    const { server, warnings } = readConfig({
      TFX_SECRET: "0123456789abcdef0123456789abcdef",
      TFX_GATEWAY_URL: "https://Live.example/",
      TFX_BROADCAST_ORIGINS: "https://other.example, http://[::1]:3100",
    });
    expect(server).toMatchObject({ gatewayUrl: "https://live.example", broadcastOrigins: ["https://other.example", "http://[::1]:3100"] });
    expect(warnings).toEqual([]);
  });

  it.each([
    ["TFX_GATEWAY_URL", "live.example", "an address without a path"],
    ["TFX_GATEWAY_URL", "https://live.example/whip", "an address without a path"],
    ["TFX_GATEWAY_URL", "https://live.example; script-src *", "an address without a path"],
    ["TFX_BROADCAST_ORIGINS", "https:", "addresses such as"],
    ["TFX_PORT", "99999", "a whole number from 0 to 65535"],
    ["TFX_PORT", "3000 ", "a whole number"],
    ["TFX_PUBLIC_URL", "call.example", "an address without a path"],
    ["TFX_PUBLIC_URL", "https://call.example/path", "an address without a path"],
    ["TFX_SECRET", "short", "at least 32 characters"],
    ["TFX_STUN_URLS", "turn:host", "addresses such as stun:"],
    ["TFX_TURN_URLS", "stun:host", "addresses such as turn:"],
    ["TFX_ROOM_CAPACITY", "17", "a whole number from 2 to 16"],
    ["TFX_TLS_CERT", "/no/such/file", "a PEM file"],
    ["TFX_WEB_ROOT", "/no/such/folder", "index.html"],
    ["TFX_ALLOWED_ORIGINS", "javascript:alert(1)", "origins such as"],
    ["TFX_FRAME_ANCESTORS", "*", "origins of pages"],
    ["TFX_LOG_LEVEL", "loud", "one of fatal, error"],
    ["TFX_RATE_MESSAGES", "0:1", "burst:perSecond"],
  ])("names %s when it is %s, and says what is expected", (name, value, expected) => {
    const line = complaint({ [name]: value });
    expect(line).toContain(`${name} is missing or wrong: expected `);
    expect(line).toContain(expected);
    expect(line).not.toContain("\n");
  });

  it("warns of variables that it does not know", () => {
    expect(readConfig({ TFX_PROT: "1", PATH: "/bin" }).warnings.join()).toContain("TFX_PROT");
    expect(readConfig({ PATH: "/bin" }).warnings.join()).not.toContain("PATH");
  });

  it("never repeats a secret that is wrong", () => {
    expect(complaint({ TFX_SECRET: "hunter2" })).not.toContain("hunter2");
  });

  it("asks for what belongs together", () => {
    expect(complaint({ TFX_TURN_URLS: "turn:host:3478" })).toContain("TFX_TURN_SECRET");
    expect(complaint({ NODE_ENV: "production" })).toContain("TFX_SECRET");
    const file = new URL(import.meta.url).pathname;
    expect(complaint({ TFX_TLS_CERT: file })).toContain("TFX_TLS_KEY");
  });

  it("is documented in full", () => {
    const text = readFileSync(new URL("../../../docs/server.md", import.meta.url), "utf8");
    for (const name of variableNames) expect(text).toContain(`\`${name}\``);
  });
});
