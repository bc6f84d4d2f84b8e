import { asBytes } from "./bytes.ts";

/** Signs the log entries of one participant. The public key is one byte for its kind, then the raw key. */
export interface SessionKey {
  readonly publicKey: Uint8Array<ArrayBuffer>;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
  /** The private key (PKCS #8, RFC 5958), for the own store: a reload goes on with the same key. */
  export(): Promise<Uint8Array>;
}

type Kind = 1 | 2;

const algorithms = {
  1: { key: { name: "Ed25519" }, sign: { name: "Ed25519" } },
  2: { key: { name: "ECDSA", namedCurve: "P-256" }, sign: { name: "ECDSA", hash: "SHA-256" } },
} as const;

/** Makes a key: Ed25519 (RFC 8032), or ECDSA on P-256 where the browser has no Ed25519. */
export const makeSessionKey = async (): Promise<SessionKey> => {
  try {
    return await generate(1);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== "NotSupportedError") throw error;
    return generate(2);
  }
};

/** The key of before a reload; undefined when the bytes are none. */
export const restoreSessionKey = async (publicKey: Uint8Array, pkcs8: Uint8Array): Promise<SessionKey | undefined> => {
  const kind = kindOf(publicKey);
  if (kind === undefined) return undefined;
  try {
    return sessionKey(publicKey, await crypto.subtle.importKey("pkcs8", asBytes(pkcs8), algorithms[kind].key, true, ["sign"]));
  } catch {
    // A store that holds something else is as good as an empty one.
    return undefined;
  }
};

/** Whether the owner of the public key signed the bytes; false too when the key is none. */
export const verifySignature = async (publicKey: Uint8Array, signature: Uint8Array, bytes: Uint8Array): Promise<boolean> => {
  const kind = kindOf(publicKey);
  if (kind === undefined) return false;
  try {
    const key = await importPublic(kind, publicKey);
    return await crypto.subtle.verify(algorithms[kind].sign, key, asBytes(signature), asBytes(bytes));
  } catch {
    // Bytes of another participant that are no key.
    return false;
  }
};

const kindOf = ([kind]: Uint8Array): Kind | undefined => (kind === 1 || kind === 2 ? kind : undefined);

const importPublic = (kind: Kind, publicKey: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", asBytes(publicKey.subarray(1)), algorithms[kind].key, false, ["verify"]);

const generate = async (kind: Kind): Promise<SessionKey> => {
  const pair = await crypto.subtle.generateKey(algorithms[kind].key, true, ["sign", "verify"]);
  if (!("privateKey" in pair)) throw new DOMException("no key pair", "NotSupportedError");
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return sessionKey(Uint8Array.from([kind, ...raw]), pair.privateKey);
};

const sessionKey = (publicKey: Uint8Array, privateKey: CryptoKey): SessionKey => ({
  publicKey: asBytes(publicKey),
  sign: async (bytes) => {
    const kind = kindOf(publicKey) ?? 1;
    return new Uint8Array(await crypto.subtle.sign(algorithms[kind].sign, privateKey, asBytes(bytes)));
  },
  export: async () => new Uint8Array(await crypto.subtle.exportKey("pkcs8", privateKey)),
});
