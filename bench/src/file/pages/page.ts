import { createSession, type Room } from "@tfx/core";
import { openFileExchange, type FileExchange } from "@tfx/core/files";
import { participantId } from "@tfx/protocol";
import { z } from "zod";
import type { FileControl } from "../control.ts";
import { createBarePair } from "./bare-pair.ts";
import { makeFile, openFile, takeSize } from "./disk.ts";

const pingEveryMs = 20;

const openPings = (room: Room): Pick<FileControl, "startPings" | "stopPings"> => {
  const topic = room.topic({ name: "bench.ping", schema: z.object({ at: z.number(), isBack: z.boolean() }), lane: "control" });
  let times: number[] = [];
  let timer = 0;
  topic.on(({ value }) => {
    if (value.isBack) times.push(performance.now() - value.at);
    else void topic.send({ at: value.at, isBack: true });
  });
  return {
    startPings: () => {
      times = [];
      timer = window.setInterval(() => void topic.send({ at: performance.now(), isBack: false }), pingEveryMs);
    },
    stopPings: () => {
      clearInterval(timer);
      return times;
    },
  };
};

const heardOf = async (room: Room): Promise<{ concealed: number; total: number }> => {
  const report = await room.participants.peek()[0]?.report();
  const all = [...((report ?? new Map()) as ReadonlyMap<string, Record<string, unknown>>).values()];
  const audio = all.find(({ type, kind }) => type === "inbound-rtp" && kind === "audio");
  return { concealed: Number(audio?.["concealedSamples"] ?? 0), total: Number(audio?.["totalSamplesReceived"] ?? 0) };
};

const enter = async (name: string): Promise<Room> => {
  const session = createSession({ server: location.origin });
  await session.media.microphone.enable();
  const room = await session.join({ room: name, name: "Somebody" });
  const sounds = document.body.appendChild(document.createElement("audio"));
  sounds.autoplay = true;
  room.participants.subscribe(([other]) => {
    other?.tracks.subscribe((tracks) => (sounds.srcObject = new MediaStream([...tracks.values()])));
  });
  return room;
};

const createControl = (): FileControl => {
  let file: File = new File([], "none");
  let inside: { room: Room; files: FileExchange; pings: ReturnType<typeof openPings> } | undefined;
  const call = () => {
    if (inside === undefined) throw new Error("The page is in no call");
    return inside;
  };
  return {
    async join(name) {
      const room = await enter(name);
      inside = { room, files: openFileExchange(room), pings: openPings(room) };
      while ((await heardOf(room)).total === 0) await new Promise((resolve) => void setTimeout(resolve, 100));
    },
    makeFile: async (bytes) => void (file = await makeFile("source", bytes)),
    share: () => ({ ...call().files.share(file, { name: "source.bin" }), from: call().room.self }),
    async fetch(shared) {
      const startedAt = performance.now();
      const sink = await openFile("ours");
      const from = participantId.parse(shared.from);
      const { signal } = new AbortController();
      await call().files.fetch({ ...shared, from }, { sink, signal, onProgress: () => undefined });
      const took = performance.now() - startedAt;
      if ((await takeSize("ours")) !== shared.size) throw new Error("The exchange lost bytes");
      return took;
    },
    ...createBarePair(() => file),
    startPings: () => call().pings.startPings(),
    stopPings: () => call().pings.stopPings(),
    heard: () => heardOf(call().room),
  };
};

Object.assign(globalThis, { bench: createControl() });
