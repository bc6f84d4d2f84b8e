import { describe, expect, it } from "vitest";
import { makeSessionKey, restoreSessionKey, verifySignature } from "./session-key.ts";

const text = (words: string) => new TextEncoder().encode(words);

describe("a session key", () => {
  it("signs what nobody can change", async () => {
    const key = await makeSessionKey();
    const signature = await key.sign(text("yes"));
    expect(await verifySignature(key.publicKey, signature, text("yes"))).toBe(true);
    expect(await verifySignature(key.publicKey, signature, text("no"))).toBe(false);
    expect(await verifySignature((await makeSessionKey()).publicKey, signature, text("yes"))).toBe(false);
  });

  it("goes on after a reload", async () => {
    const key = await makeSessionKey();
    const again = await restoreSessionKey(key.publicKey, await key.export());
    expect(await verifySignature(key.publicKey, (await again?.sign(text("yes"))) ?? text(""), text("yes"))).toBe(true);
  });

  it("may be one of P-256 where the browser has no Ed25519", async () => {
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
    const publicKey = Uint8Array.from([2, ...new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey))]);
    const key = await restoreSessionKey(publicKey, new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey)));
    const signature = (await key?.sign(text("yes"))) ?? text("");
    expect(await verifySignature(publicKey, signature, text("yes"))).toBe(true);
    expect(await verifySignature(publicKey, signature, text("no"))).toBe(false);
  });

  it("is none when the bytes are none", async () => {
    expect(await verifySignature(new Uint8Array([1, 2, 3]), new Uint8Array(64), text("yes"))).toBe(false);
    expect(await verifySignature(new Uint8Array(), new Uint8Array(), text("yes"))).toBe(false);
    expect(await restoreSessionKey(new Uint8Array([1, 2, 3]), new Uint8Array(5))).toBeUndefined();
  });
});
