import { createHmac } from "node:crypto";
import { clientCalls } from "@tfx/protocol";
import { afterEach, describe, expect, it } from "vitest";
import { TestGround } from "../testing/test-server.ts";
import { broadcastGrant, renewGrant, type GrantOptions } from "./broadcast-grant.ts";

const secret = "a secret that the gateway knows as well";
const day: GrantOptions = { secret, asksViewers: false, lastsSeconds: 86_400 };
const claimsOf = (token = ""): unknown => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

describe("a place for a broadcast", () => {
  it("has a name that is never the same, and no token where the gateway asks for none", () => {
    const open = { ...day, secret: undefined, asksViewers: true };
    const [one, other] = [broadcastGrant(open, 0), broadcastGrant(open, 0)];
    expect(one).not.toHaveProperty("token");
    expect(one.stream).not.toBe(other.stream);
    expect(clientCalls["broadcast.grant"].result.parse(one)).toEqual(one);
  });

  it("is opened as long as a broadcast may last by a token that the gateway's secret signs", () => {
    const { stream, token = "", viewToken } = broadcastGrant(day, 1_000_000);
    expect(claimsOf(token)).toEqual({
      iss: "tfx-call",
      sub: stream,
      right: "publish",
      owner: expect.any(String),
      iat: 1_000,
      exp: 87_400,
    });
    expect(viewToken).toBeUndefined();
    const [head, claims, signature] = token.split(".");
    expect(createHmac("sha256", secret).update(`${head}.${claims}`).digest("base64url")).toBe(signature);
  });

  it("can be watched with a token of its own, where the gateway asks for one", () => {
    const granted = broadcastGrant({ ...day, asksViewers: true, lastsSeconds: 7_200 }, 1_000_000);
    expect(claimsOf(granted.viewToken)).toEqual({ iss: "tfx-call", sub: granted.stream, right: "view", iat: 1_000, exp: 8_200 });
    expect(clientCalls["broadcast.grant"].result.parse(granted)).toEqual(granted);
  });

  it("stays the same, of the same owner, for whoever shows its last token", () => {
    const { stream, token = "" } = broadcastGrant(day, 0);
    const before = claimsOf(token);
    const renewed = renewGrant(token, { ...day, asksViewers: true }, 100_000_000);
    expect(claimsOf(renewed?.token)).toEqual({ ...(before as object), iat: 100_000, exp: 186_400 });
    expect(claimsOf(renewed?.viewToken)).toMatchObject({ sub: stream, right: "view", exp: 186_400 });
  });

  it("is renewed for nobody who shows a token that is foreign, changed, for viewers, or long over", () => {
    const { token = "", viewToken = "" } = broadcastGrant({ ...day, asksViewers: true }, 0);
    const foreign = broadcastGrant({ ...day, secret: `${secret}!` }, 0).token ?? "";
    const [head = "", , signature = ""] = token.split(".");
    const changed = `${head}.${Buffer.from(JSON.stringify({ ...(claimsOf(token) as object), sub: "other" })).toString("base64url")}.${signature}`;
    for (const shown of [foreign, changed, viewToken, "", "x.y.z"]) expect(renewGrant(shown, day, 0), shown).toBeUndefined();
    expect(renewGrant(token, day, 2 * 86_400_000)).toBeDefined();
    expect(renewGrant(token, day, 2 * 86_400_000 + 1_000)).toBeUndefined();
    expect(renewGrant(token, { ...day, secret: undefined }, 0)).toBeUndefined();
  });
});

it("one that the gateway's operator signed is not renewed: how long it holds is the operator's to say", () => {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${encode({ alg: "HS256" })}.${encode({ sub: "film", right: "publish", owner: "ada", iat: 0, exp: 3_600 })}`;
  const token = `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
  expect(renewGrant(token, day, 0)).toBeUndefined();
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
    expect((await ada.ask("broadcast.grant", { renew: granted.token })).stream).toBe(granted.stream);
    expect(await ada.call("broadcast.grant", {})).toMatchObject({ ok: false, code: "rate/limited" });
  });

  it("is answered with what is wrong where a token cannot be renewed", async () => {
    const server = await ground.server({ gatewaySecret: secret });
    const ada = await ground.client(server);
    await ada.join("amber-otter-lake");
    const refused = { ok: false, code: "protocol/invalid", details: { call: "broadcast.grant", path: "renew" } };
    expect(await ada.call("broadcast.grant", { renew: "no token" })).toMatchObject(refused);
  });
});
