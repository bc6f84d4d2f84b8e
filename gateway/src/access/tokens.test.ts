import { SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, it } from "vitest";
import { createTokens, isSameSecret } from "./tokens.ts";

const secret = "a secret that nobody can guess, at all";
const tokens = createTokens(secret);

describe("tokens", () => {
  it("allow one thing with one stream", async () => {
    const token = await tokens.sign("a", "publish", 60);
    const endsAtMs = (JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { exp: number }).exp * 1_000;
    expect(await tokens.read(token)).toEqual({ stream: "a", right: "publish", owner: token, endsAtMs });
    expect(Math.abs(endsAtMs - 60_000 - Date.now())).toBeLessThan(2_000);
  });

  it("may be of one owner, who is nobody's token", async () => {
    const [one, other] = [await tokens.sign("a", "publish", { lastsSeconds: 60, owner: "ada" }), await tokens.sign("a", "publish", 60)];
    expect(await tokens.read(one)).toMatchObject({ owner: "owner ada" });
    const thief = await tokens.sign("a", "publish", { lastsSeconds: 60, owner: other.slice(0, 64) });
    expect((await tokens.read(thief))?.owner).not.toBe((await tokens.read(other))?.owner);
  });

  it("open nothing when they are expired, forged, unsigned or none", async () => {
    const key = new TextEncoder().encode(secret);
    const forged = new SignJWT({ right: "publish" }).setSubject("a").setProtectedHeader({ alg: "HS256" });
    expect(await tokens.read(await tokens.sign("a", "view", -10))).toBeUndefined();
    expect(await tokens.read(await createTokens(`${secret}!`).sign("a", "view", 60))).toBeUndefined();
    expect(await tokens.read(new UnsecuredJWT({ right: "publish" }).setSubject("a").encode())).toBeUndefined();
    expect(await tokens.read(await forged.setExpirationTime("60s").sign(key))).toBeDefined();
    expect(
      await tokens.read(await new SignJWT({ right: "own" }).setSubject("a").setProtectedHeader({ alg: "HS256" }).sign(key)),
    ).toBeUndefined();
    expect(await tokens.read("x")).toBeUndefined();
  });

  it("open nothing when they never end, or do not hold yet", async () => {
    const key = new TextEncoder().encode(secret);
    const endless = () => new SignJWT({ right: "publish" }).setSubject("a").setProtectedHeader({ alg: "HS256" });
    expect(await tokens.read(await endless().sign(key))).toBeUndefined();
    expect(await tokens.read(await endless().setExpirationTime("60s").setNotBefore("30s").sign(key))).toBeUndefined();
  });

  it("are compared without telling how far they are the same", () => {
    expect(isSameSecret("abc", "abc")).toBe(true);
    expect(isSameSecret("abc", "abd")).toBe(false);
    expect(isSameSecret("abc", "abcd")).toBe(false);
  });
});
