import { connect, type Socket } from "node:net";
import type { ViewerCount } from "./whep-viewer.ts";

/** A viewer of low-latency HLS that asks as hls.js does: a playlist that waits for the next part, then that part. */
export interface HlsViewer {
  readonly count: ViewerCount;
}

/** Hears that a viewer has a part. */
type OnPart = (name: string) => void;

interface Answer {
  readonly status: number;
  /** The end of the body. */
  readonly tail: string;
  readonly bytes: number;
}

const headEnd = Buffer.from("\r\n\r\n");
/** The last parts and the hint are in here. */
const tailBytes = 600;

/** One answer after the other over a connection that stays; only the end of a body is kept. */
const createAsker = (socket: Socket, host: string, agent: string): ((path: string) => Promise<Answer>) => {
  let take: ((answer: Answer) => void) | undefined;
  let head: Buffer = Buffer.alloc(0);
  let status = 0;
  let missing = -1;
  let bytes = 0;
  let tail = "";
  const takeBody = (chunk: Buffer): void => {
    tail = (tail + chunk.toString("latin1", Math.max(chunk.length - tailBytes, 0))).slice(-tailBytes);
    missing -= chunk.length;
    if (missing > 0) return;
    missing = -1;
    take?.({ status, tail, bytes });
  };
  socket.on("data", (chunk) => {
    if (missing >= 0) return takeBody(chunk);
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    const end = head.indexOf(headEnd);
    if (end < 0) return;
    const text = head.toString("latin1", 0, end);
    const body = head.subarray(end + headEnd.length);
    head = Buffer.alloc(0);
    status = Number(text.slice(9, 12));
    bytes = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
    missing = bytes;
    tail = "";
    takeBody(body);
  });
  return (path) =>
    new Promise((resolve) => {
      take = resolve;
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: ${agent}\r\n\r\n`);
    });
};

/** Names of the listed parts near the end of a playlist, and the one it hints at. */
const readTail = (tail: string): { readonly parts: readonly string[]; readonly hint: string } => {
  const names = [...tail.matchAll(/URI="(s\d+\.\d+\.m4s)"/g)].map(([, name = ""]) => name);
  return { parts: names.slice(0, -1), hint: names.at(-1) ?? "" };
};

const placeOf = (name: string): readonly [number, number] => {
  const [, sequence, part] = /^s(\d+)\.(\d+)/.exec(name) ?? [];
  return [Number(sequence), Number(part)];
};

const isFrom = (name: string, [sequence, part]: readonly [number, number]): boolean => {
  const [its, itsPart] = placeOf(name);
  return its > sequence || (its === sequence && itsPart >= part);
};

/** Watches without an end. */
const watch = async (
  ask: (path: string) => Promise<Answer>,
  folder: string,
  { count, onPart }: { count: ViewerCount; onPart: OnPart },
): Promise<never> => {
  const look = async (): Promise<string> => readTail((await ask(`${folder}/live.m3u8`)).tail).hint;
  let hint = await look();
  for (;;) {
    const place = placeOf(hint);
    const { status, tail, bytes } = await ask(`${folder}/live.m3u8?_HLS_msn=${place[0]}&_HLS_part=${place[1]}&_HLS_skip=YES`);
    if (status !== 200) {
      count.missing += 1;
      hint = await look();
      continue;
    }
    count.bytes += bytes;
    const seen = readTail(tail);
    for (const name of seen.parts.filter((one) => isFrom(one, place))) {
      const part = await ask(`${folder}/${name}`);
      if (part.status !== 200) {
        count.missing += 1;
        continue;
      }
      count.units += 1;
      count.bytes += part.bytes;
      onPart(name);
    }
    hint = seen.hint;
  }
};

/** Opens one, which begins to watch at once. `number` tells it from the others. */
export const openHlsViewer = async (url: string, number: number, onPart: OnPart): Promise<HlsViewer> => {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect(Number(port), hostname).setNoDelay(true);
  await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
  // The gateway ends before its viewers do.
  socket.on("error", () => undefined);
  const ask = createAsker(socket, `${hostname}:${port}`, `viewer ${number}`);
  const count: ViewerCount = { bytes: 0, units: 0, missing: 0 };
  await ask(pathname);
  void watch(ask, pathname.slice(0, pathname.lastIndexOf("/")), { count, onPart });
  return { count };
};
