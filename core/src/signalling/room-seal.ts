import {
  TfxError,
  type ConnectionId,
  type InstanceId,
  type ParticipantId,
  type ProfilePayload,
  type RoomAccess,
  type SignalPayload,
} from "@tfx/protocol";
import { decodeBase64url, encodeBase64url } from "../base64url.ts";

/** Which signal of which connection a text is; all of it is authenticated. */
export interface SignalAddress {
  readonly from: { readonly participant: ParticipantId; readonly instance: InstanceId };
  readonly to: { readonly participant: ParticipantId; readonly instance: InstanceId };
  readonly connection: ConnectionId;
  readonly sequence: number;
}

/**
 * Seals what only the other participants should read. From the link's secret HKDF-SHA-256 (RFC 5869,
 * salt: the room's name) makes the proof for the server, one AES-256-GCM key for profiles, and one for
 * each direction of each connection between two page loads, with the sequence as nonce. Additional
 * data binds a text to its room and address: the server can neither read, change, move nor replay it.
 */
export interface RoomSeal {
  readonly access: RoomAccess;
  sealSignal(address: SignalAddress, text: string): Promise<SignalPayload>;
  /** @throws {TfxError} signal/unsealed, signal/plain-refused */
  openSignal(address: SignalAddress, payload: SignalPayload): Promise<string>;
  sealProfile(instance: InstanceId, text: string): Promise<ProfilePayload>;
  /** @throws {TfxError} signal/unsealed, signal/plain-refused */
  openProfile(instance: InstanceId, payload: ProfilePayload): Promise<string>;
}

/** The seal of a room whose name was typed: texts travel open and the server is trusted. */
export const openRoomSeal: RoomSeal = {
  access: { mode: "open" },
  sealSignal: async (_address, text) => ({ open: text }),
  openSignal: async (_address, payload) => openText(payload),
  sealProfile: async (_instance, text) => ({ open: text }),
  openProfile: async (_instance, payload) => openText(payload),
};

type SealedOrOpen = SignalPayload;

const openText = (payload: SealedOrOpen): string => {
  if ("sealed" in payload) throw new TfxError("signal/unsealed");
  return payload.open;
};

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** Derives the seal of a room from the 32-byte secret of its link. */
export const deriveRoomSeal = async ({ room, secret }: { room: string; secret: string }): Promise<RoomSeal> => {
  const root = await crypto.subtle.importKey("raw", decodeBase64url(secret), "HKDF", false, ["deriveBits", "deriveKey"]);
  const hkdf = (info: string) => ({ name: "HKDF", hash: "SHA-256", salt: encoder.encode(room), info: encoder.encode(info) });
  const deriveAesKey = (info: string) =>
    crypto.subtle.deriveKey(hkdf(info), root, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

  const [proof, profileKey] = await Promise.all([crypto.subtle.deriveBits(hkdf("tfx/1 join"), root, 256), deriveAesKey("tfx/1 profile")]);
  const signalKeys = createKeyCache(({ from, to, connection }) =>
    deriveAesKey(`tfx/1 signal ${from.instance} ${to.instance} ${connection}`),
  );

  const signalData = ({ from, to, connection, sequence }: SignalAddress) =>
    encoder.encode(JSON.stringify([room, from.participant, to.participant, connection, sequence]));
  const profileData = (instance: InstanceId) => encoder.encode(JSON.stringify([room, instance]));

  return {
    access: { mode: "sealed", proof: encodeBase64url(new Uint8Array(proof)) },
    async sealSignal(address, text) {
      const box = { key: await signalKeys(address), iv: sequenceNonce(address.sequence), additionalData: signalData(address) };
      return { sealed: encodeBase64url(await encrypt(box, text)) };
    },
    async openSignal(address, payload) {
      const box = { key: await signalKeys(address), iv: sequenceNonce(address.sequence), additionalData: signalData(address) };
      return decrypt(box, sealedBytes(payload));
    },
    async sealProfile(instance, text) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await encrypt({ key: profileKey, iv, additionalData: profileData(instance) }, text);
      return { sealed: encodeBase64url(concat(iv, sealed)) };
    },
    async openProfile(instance, payload) {
      const bytes = sealedBytes(payload);
      const box = { key: profileKey, iv: bytes.subarray(0, 12), additionalData: profileData(instance) };
      return decrypt(box, bytes.subarray(12));
    },
  };
};

interface Box {
  readonly key: CryptoKey;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly additionalData: Uint8Array<ArrayBuffer>;
}

const encrypt = async ({ key, ...parameters }: Box, text: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", ...parameters }, key, encoder.encode(text)));

const decrypt = async ({ key, ...parameters }: Box, bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
  try {
    return decoder.decode(await crypto.subtle.decrypt({ name: "AES-GCM", ...parameters }, key, bytes));
  } catch (cause) {
    throw new TfxError("signal/unsealed", {}, { cause });
  }
};

const sealedBytes = (payload: SealedOrOpen): Uint8Array<ArrayBuffer> => {
  if ("open" in payload) throw new TfxError("signal/plain-refused");
  return decodeBase64url(payload.sealed);
};

/** A key serves one direction of one connection, so the sequence alone makes each nonce unique (NIST SP 800-38D §8.2.1). */
const sequenceNonce = (sequence: number): Uint8Array<ArrayBuffer> => {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(8, sequence);
  return nonce;
};

const concat = (first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> => {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
};

const maxCachedKeys = 64;

const createKeyCache = (derive: (address: SignalAddress) => Promise<CryptoKey>) => {
  const keys = new Map<string, Promise<CryptoKey>>();
  return (address: SignalAddress): Promise<CryptoKey> => {
    const id = `${address.from.instance} ${address.to.instance} ${address.connection}`;
    const known = keys.get(id);
    if (known) return known;
    const key = derive(address);
    keys.set(id, key);
    for (const oldest of keys.keys()) {
      if (keys.size <= maxCachedKeys) break;
      keys.delete(oldest);
    }
    return key;
  };
};
