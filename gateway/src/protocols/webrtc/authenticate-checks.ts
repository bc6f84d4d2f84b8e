import { createHmac, timingSafeEqual } from "node:crypto";
import { StunProtocol, type RTCPeerConnection } from "werift";

type IceConnection = RTCPeerConnection["iceTransports"][number]["connection"];
/** From where a datagram came. */
type Source = readonly [host: string, port: number];

const headBytes = 20;
const integrityBytes = 24;
const magicCookie = 0x2112_a442;
const bindingRequest = 0x0001;
const attribute = { username: 0x0006, integrity: 0x0008 } as const;
/** Places from which one peer was seen to speak; it moves from one network to another now and then. */
const mostSources = 32;

/** Whether a datagram is STUN, and none of what shares the port with it (RFC 7983 §7). */
const isStun = (bytes: Buffer): boolean => (bytes[0] ?? 0xff) < 4;

/**
 * Whether a check is signed with the password that belongs to the name it uses (RFC 8489 §9.1.3). Only requests
 * are taken: ICE in its lite form asks nothing, so nothing is an answer.
 */
export const isSignedCheck = (bytes: Buffer, passwordOf: (ufrag: string) => string | undefined): boolean => {
  if (bytes.length < headBytes || bytes.readUInt16BE() !== bindingRequest || bytes.readUInt32BE(4) !== magicCookie) return false;
  let password: string | undefined;
  for (let at = headBytes; at + 4 <= bytes.length;) {
    const [type, length] = [bytes.readUInt16BE(at), bytes.readUInt16BE(at + 2)];
    if (at + 4 + length > bytes.length) return false;
    const value = bytes.subarray(at + 4, at + 4 + length);
    if (type === attribute.username) password = passwordOf(value.toString("utf8").split(":")[0] ?? "");
    if (type === attribute.integrity) {
      if (password === undefined || at + integrityBytes > bytes.length || length !== integrityBytes - 4) return false;
      // The length counts up to here, whatever follows.
      const signed = Buffer.from(bytes.subarray(0, at));
      signed.writeUInt16BE(at + integrityBytes - headBytes, 2);
      return timingSafeEqual(createHmac("sha1", password).update(signed).digest(), value);
    }
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return false;
};

/** Our password of a name: those before a restart hold until the other side uses the new ones. */
const passwordOf = (connection: IceConnection, ufrag: string): string | undefined => {
  const given: unknown = Reflect.get(connection, "userHistory");
  const password: unknown = typeof given === "object" && given !== null && Object.hasOwn(given, ufrag) ? Reflect.get(given, ufrag) : "";
  return typeof password === "string" && password !== "" ? password : undefined;
};

/** The sockets of a connection, which the library keeps to itself. */
const socketsOf = (connection: IceConnection): readonly StunProtocol[] => {
  const protocols: unknown = Reflect.get(connection, "protocols");
  return Array.isArray(protocols) ? protocols.filter((one): one is StunProtocol => one instanceof StunProtocol) : [];
};

const guard = ({ transport }: StunProtocol, connection: IceConnection): void => {
  const take = transport.onData;
  const sources = new Set<string>();
  let [lastHost, lastPort] = ["", 0];
  const isKnown = ([host, port]: Source): boolean => {
    if (host === lastHost && port === lastPort) return true;
    if (!sources.has(`${host} ${port}`)) return false;
    [lastHost, lastPort] = [host, port];
    return true;
  };
  const remember = ([host, port]: Source): void => {
    const [oldest] = sources;
    sources.add(`${host} ${port}`);
    if (sources.size > mostSources && oldest !== undefined) sources.delete(oldest);
  };
  transport.onData = (bytes, source) => {
    if (isStun(bytes)) {
      if (!isSignedCheck(bytes, (ufrag) => passwordOf(connection, ufrag))) return;
      remember(source);
    } else if (!isKnown(source)) return;
    take(bytes, source);
  };
};

/**
 * Lets in nothing but checks that are signed, and media from where such a check came. The library answers any check
 * and sends to whoever sent the last one: a stranger who found the port could take a viewer's stream away, or have it
 * sent to somebody else. To be called once the offer is answered, before the answer is given out.
 */
export const authenticateChecks = (peer: RTCPeerConnection): void => {
  const connections = peer.iceTransports.map(({ connection }) => connection);
  const sockets = connections.flatMap((connection) => socketsOf(connection).map((socket) => ({ socket, connection })));
  // Without a socket nobody can connect in any case; with one that is not found here, anybody could.
  if (sockets.length === 0) throw new Error("There is no socket to guard.");
  for (const { socket, connection } of sockets) guard(socket, connection);
};
