import { randomBytes } from "node:crypto";
import type { DialectName } from "../servers/server-kinds.ts";

/** Length of the inside of every signal. */
const payloadChars = 900;

/** 16 random bytes in base64url. */
export const randomId = (): string => randomBytes(16).toString("base64url");

/** One signal on its way. */
export interface Signal {
  readonly to: string;
  readonly connection: string;
  readonly sequence: number;
  readonly ack: number;
}

/** How a server is spoken to: texts in, texts out, without a client library's own cost. */
export interface Dialect {
  url(server: string): string;
  /** What to say to a text that arrives before the client is ready. */
  greet(text: string, room: string): { readonly say?: string; readonly ready?: string };
  /** The answer to a heartbeat. */
  heartbeat(text: string): string | undefined;
  signal(signal: Signal): string;
  /** A message that acknowledges only; `undefined` where there is none. */
  acknowledge(signal: Omit<Signal, "sequence">): string | undefined;
  isSignal(text: string): boolean;
  /** What a client says now and then lest it be taken for gone. */
  readonly sign?: string;
}

const payload = randomBytes(payloadChars).toString("base64url").slice(0, payloadChars);
const engineUrl = (server: string): string => `${server.replace(/^http/, "ws")}/socket.io/?EIO=4&transport=websocket`;
const pong = (text: string): string | undefined => (text === "2" ? "3" : undefined);
const proof = randomBytes(32).toString("base64url");

const ours: Dialect = {
  url: engineUrl,
  greet: (text, room) => {
    if (text.startsWith("0")) return { say: "40" };
    if (text.startsWith("40")) {
      const access = { mode: "sealed", proof };
      const params = { protocol: 1, room, access, instance: randomId(), profile: { sealed: "c2VhbGVk" } };
      return { say: `420${JSON.stringify(["room.join", params])}` };
    }
    const id = /^430\[\{"ok":true,"value":\{"participant":"([\w-]{22})"/.exec(text)?.[1];
    return id === undefined ? {} : { ready: id };
  },
  heartbeat: pong,
  signal: ({ to, connection, sequence, ack }) =>
    `42["signal.send",{"to":"${to}","connection":"${connection}","sequence":${sequence},"ack":${ack},"payload":{"sealed":"${payload}"}}]`,
  acknowledge: ({ to, connection, ack }) => `42["signal.ack",{"to":"${to}","connection":"${connection}","ack":${ack}}]`,
  isSignal: (text) => text.startsWith('42["signal.received"'),
};

const socketIo: Dialect = {
  url: engineUrl,
  greet: (text, room) => {
    if (text.startsWith("0")) return { say: "40" };
    if (text.startsWith("40")) return { say: `420["join","${room}"]` };
    const id = /^430\["([\w-]+)"/.exec(text)?.[1];
    return id === undefined ? {} : { ready: id };
  },
  heartbeat: pong,
  signal: ({ to }) => `42["signal",{"to":"${to}","payload":"${payload}"}]`,
  acknowledge: () => undefined,
  isSignal: (text) => text.startsWith('42["signal"'),
};

/** Connects to any socket.io server and says nothing more. */
const silent: Dialect = {
  ...socketIo,
  greet: (text) => {
    if (text.startsWith("0")) return { say: "40" };
    return text.startsWith("40") ? { ready: "nobody" } : {};
  },
};

/** peerjs clients choose their ids themselves; the one in the URL is told back as ready. */
const peerjs: Dialect = {
  url: (server) => `${server.replace(/^http/, "ws")}/peerjs?key=peerjs&token=t&id=${randomId()}`,
  greet: (text) => (text.includes('"OPEN"') ? { ready: "" } : {}),
  heartbeat: () => undefined,
  signal: ({ to }) => `{"type":"CANDIDATE","dst":"${to}","payload":"${payload}"}`,
  acknowledge: () => undefined,
  isSignal: (text) => text.startsWith('{"type":"CANDIDATE"'),
  sign: '{"type":"HEARTBEAT"}',
};

/** All dialects, by name. */
export const dialects: Readonly<Record<DialectName, Dialect>> = { ours, "socket.io": socketIo, peerjs, silent };
