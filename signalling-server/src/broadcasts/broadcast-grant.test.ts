import { createHmac } from "node:crypto";
import { clientCalls } from "@tfx/protocol";
import { afterEach, describe, expect, it } from "vitest";
import { TestGround } from "../testing/test-server.ts";
import { broadcastGrant } from "./broadcast-grant.ts";

const secret = "a secret that the gateway knows as well";
const claimsOf = (token = ""): unknown => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

describe("a place for a broadcast", () => {
  it("has a name that is never the same, and no token where the gateway asks for none", () => {
    const [one, other] = [broadcastGrant(undefined, 0), broadcastGrant(undefined, 0)];
    expect(one).not.toHaveProperty("token");
    expect(one.stream).not.toBe(other.stream);
    expect(clientCalls["broadcast.grant"].result.parse(one)).toEqual(one);
  });

  it("is opened for a day by a token that the gateway's secret signs", () => {
    const { stream, token = "" } = broadcastGrant(secret, 1_000_000);
    expect(claimsOf(token)).toEqual({ sub: stream, right: "publish", iat: 1_000, exp: 87_400 });
    const [head, claims, signature] = token.split(".");
    expect(createHmac("sha256", secret).update(`${head}.${claims}`).digest("base64url")).toBe(signature);
  });
});

describe("asking for one", () => {
  const ground = new TestGround();
  afterEach(() => ground.clear());

  it("is for those who sit in a room alone, and not too often", async () => {
    const server = await ground.server({ gatewaySecret: secret, addressRates: { grants: { burst: 2, perSecond: 0.01 } } });
    const ada = await ground.client(server);
    expect(await ada.call("broadcast.grant", {})).toMatchObject({ ok: false, code: "room/not-joined" });
    await ada.join("amber-otter-lake");
    const granted = await ada.ask("broadcast.grant", {});
    expect(claimsOf(granted.token)).toMatchObject({ sub: granted.stream, right: "publish" });
    await ada.ask("broadcast.grant", {});
    expect(await ada.call("broadcast.grant", {})).toMatchObject({ ok: false, code: "rate/limited" });
  });
});
