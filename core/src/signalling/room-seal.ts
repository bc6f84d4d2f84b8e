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
 * each direction of each connection between two page loads. Every text has a random nonce of 96 bits, so
 * that no bookkeeping can ever make one serve twice; additional data binds it to its room and address:
 * the server can neither read, change nor move it.
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
      return seal(await signalKeys(address), signalData(address), text);
    },
    async openSignal(address, payload) {
      return open(await signalKeys(address), signalData(address), payload);
    },
    sealProfile: (instance, text) => seal(profileKey, profileData(instance), text),
    openProfile: (instance, payload) => open(profileKey, profileData(instance), payload),
  };
};

const nonceBytes = 12;

/** The nonce, then the encrypted text and its tag (NIST SP 800-38D §8.2.2). */
const seal = async (key: CryptoKey, additionalData: Uint8Array<ArrayBuffer>, text: string): Promise<{ sealed: string }> => {
  const iv = crypto.getRandomValues(new Uint8Array(nonceBytes));
  const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, encoder.encode(text));
  return { sealed: encodeBase64url(concat(iv, new Uint8Array(box))) };
};

const open = async (key: CryptoKey, additionalData: Uint8Array<ArrayBuffer>, payload: SealedOrOpen): Promise<string> => {
  if ("open" in payload) throw new TfxError("signal/plain-refused");
  try {
    const bytes = decodeBase64url(payload.sealed);
    const box = { name: "AES-GCM", iv: bytes.subarray(0, nonceBytes), additionalData };
    return decoder.decode(await crypto.subtle.decrypt(box, key, bytes.subarray(nonceBytes)));
  } catch (cause) {
    throw new TfxError("signal/unsealed", {}, { cause });
  }
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
