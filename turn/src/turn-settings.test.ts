import { expect, test } from "vitest";
import { TfxError } from "@tfx/protocol";
import { readTurnSettings } from "./turn-settings.ts";

const good = { TFX_TURN_SECRET: "a-secret-that-is-long-enough" };

const refusedVariable = (env: Record<string, string>): unknown => {
  try {
    readTurnSettings({ ...good, ...env });
    return undefined;
  } catch (error) {
    return error instanceof TfxError ? error.details["variable" as never] : error;
  }
};

test("a secret alone is enough", () => {
  expect(readTurnSettings(good)).toMatchObject({ port: 3_478, minRelayPort: 49_152, allowLoopbackPeers: false, tls: undefined });
});

test("an empty variable counts as none", () => {
  expect(readTurnSettings({ ...good, TFX_TURN_PORT: "", TFX_TURN_RELAY_IP: " " })).toMatchObject({ port: 3_478, relayIps: [] });
});

test.each([
  ["TFX_TURN_SECRET", "short"],
  ["TFX_TURN_SECRET", "long enough but\nallow-loopback-peers"],
  ["TFX_TURN_PORT", "0"],
  ["TFX_TURN_PORT", "70000"],
  ["TFX_TURN_PORT", "3478x"],
  ["TFX_TURN_LISTEN_IP", "example.org"],
  ["TFX_TURN_RELAY_IP", "127.0.0.1,nonsense"],
  ["TFX_TURN_MAX_PORT", "2000"],
  ["TFX_TURN_REALM", "a\nno-auth"],
  ["TFX_TURN_USER_QUOTA", "-1"],
  ["TFX_TURN_ALLOW_LOOPBACK_PEERS", "yes"],
])("%s=%j is refused by name", (variable, value) => {
  expect(refusedVariable({ [variable]: value })).toBe(variable);
});

test("a certificate without its key is refused", () => {
  expect(refusedVariable({ TFX_TURN_TLS_CERT_FILE: "/etc/cert.pem" })).toBe("TFX_TURN_TLS_KEY_FILE");
});
