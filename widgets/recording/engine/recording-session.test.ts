import { describe, expect, it } from "vitest";
import type { Composition, CompositionSource } from "@tfx/widget-sdk";
import type { Note } from "../files/notes.ts";
import type { RecordingWriter } from "../files/recording-writer.ts";
import type { RecorderConfig } from "./chunk-recorder.ts";
import { startRecordingSession, type RecordingScope } from "./recording-session.ts";

const person = (participant: string): CompositionSource => ({ participant, name: participant });

/** Until what waits for a picture that is there has begun. */
const firstPicture = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await Promise.resolve();
};

/** A browser whose compositions and recorders write down what is asked of them. */
const setUp = (scope: RecordingScope = "everyone") => {
  const clock = { now: 0 };
  const done: string[] = [];
  const notes: Note[] = [];
  const chunks: string[] = [];
  const recorders: RecorderConfig[] = [];
  const writer: RecordingWriter = {
    id: "one",
    note: (note) => void notes.push(note),
    append: (file) => void chunks.push(file),
    bytes: () => 0,
    close: async () => void done.push("closed files"),
  };
  const worker = new AbortController();
  const compose = (): Composition => ({
    lost: worker.signal,
    // Streams are made by browsers alone; nothing here looks into one.
    stream: {} as MediaStream,
    ready: Promise.resolve(),
    setSources: (sources) => void done.push(`shows ${sources.map(({ participant }) => participant).join("+")}`),
    setLayout: (layout) => void done.push(layout),
    setSlate: () => undefined,
    setPace: ({ fps, scale }) => void done.push(`${fps} of ${scale}`),
    close: () => void done.push("closed picture"),
  });
  const session = startRecordingSession(
    {
      scope,
      layout: "grid",
      height: 720,
      format: { mimeType: "video/webm", container: "webm" },
      title: "amber",
      everyone: "Everyone",
      startedAt: 7,
    },
    {
      compose,
      record: (_stream, config) => {
        recorders.push(config);
        return { pause: () => done.push("pause"), resume: () => done.push("resume"), stop: async () => void done.push("stop") };
      },
      writer,
      nowMs: () => clock.now,
      onFailed: (error) => done.push(String(error)),
    },
  );
  return { session, clock, done, notes, chunks, recorders, worker };
};

describe("one file for everybody", () => {
  it("goes on while people come and go", async () => {
    const { session, done, recorders } = setUp();
    await firstPicture();
    session.setSources([person("ada")]);
    session.setSources([person("ada"), person("ben")]);
    session.setSources([person("ben")]);
    expect(recorders).toHaveLength(1);
    expect(done).toEqual(["shows ", "shows ada", "shows ada+ben", "shows ben"]);
  });

  it("has marks at the time that was recorded, without pauses", async () => {
    const { session, clock, notes } = setUp();
    await firstPicture();
    clock.now = 2_000;
    session.pause();
    clock.now = 9_000;
    session.resume();
    clock.now = 10_500;
    session.mark("Questions");
    expect(notes.at(-1)).toEqual({ is: "mark", atMs: 3_500, title: "Questions" });
    expect(session.elapsedMs()).toBe(3_500);
  });

  it("has as much picture as the machine can do", async () => {
    const { session, done, recorders } = setUp();
    await firstPicture();
    recorders[0]?.onPace({ fps: 15, scale: 0.5 });
    expect(done.at(-1)).toBe("15 of 0.5");
    await session.stop();
  });

  it("is said to be jerky while the machine is busy, and not in a pause", async () => {
    const { session, recorders } = setUp();
    await firstPicture();
    expect(session.isBusy()).toBe(false);
    recorders[0]?.onBusy(true);
    expect(session.isBusy()).toBe(true);
    session.pause();
    expect(session.isBusy()).toBe(false);
    session.resume();
    recorders[0]?.onBusy(false);
    expect(session.isBusy()).toBe(false);
  });

  it("fails when what draws its picture has ended: a picture that stands still would look whole", async () => {
    const { done, worker } = setUp();
    await firstPicture();
    worker.abort();
    expect(done.at(-1)).toMatch(/^Error/);
  });

  it("is on disk when it has stopped", async () => {
    const { session, done } = setUp();
    await firstPicture();
    await Promise.all([session.stop(), session.stop()]);
    expect(done.slice(1)).toEqual(["stop", "closed picture", "closed files"]);
  });
});

it("sound alone goes on without what draws pictures", () => {
  const { done, worker } = setUp("sound");
  worker.abort();
  expect(done).toEqual(["shows "]);
});

describe("one file a person", () => {
  it("begins and ends with the person, and those who come back get another", async () => {
    const { session, clock, notes, recorders, chunks } = setUp("each");
    session.setSources([person("ada"), person("ben")]);
    await firstPicture();
    session.setSources([person("ada")]);
    clock.now = 4_000;
    session.setSources([person("ada"), person("ben")]);
    await firstPicture();
    const parts = notes.flatMap((note) => (note.is === "part" ? [[note.file, note.name, note.atMs]] : []));
    expect(parts).toEqual([
      ["person-1", "ada", 0],
      ["person-2", "ben", 0],
      ["person-3", "ben", 4_000],
    ]);
    recorders[2]?.onChunk(new Blob());
    expect(chunks).toEqual(["person-3"]);
  });

  it("is jerky as soon as one of them is, until that one has gone", async () => {
    const { session, recorders } = setUp("each");
    session.setSources([person("ada"), person("ben")]);
    await firstPicture();
    recorders[1]?.onBusy(true);
    expect(session.isBusy()).toBe(true);
    session.setSources([person("ada")]);
    expect(session.isBusy()).toBe(false);
  });

  it("begins after the pause for whoever comes in it", async () => {
    const { session, recorders } = setUp("each");
    session.pause();
    session.setSources([person("ada")]);
    expect(recorders).toHaveLength(0);
    session.resume();
    await firstPicture();
    expect(recorders).toHaveLength(1);
  });

  it("takes nothing more, after a pause, of those who went in it or asked to be left out", async () => {
    const { session, done } = setUp("each");
    session.setSources([person("ada"), person("ben")]);
    await firstPicture();
    session.pause();
    session.setSources([person("ada")]);
    const before = done.length;
    session.resume();
    expect(done.slice(before)).toEqual(["stop", "shows ada", "resume"]);
  });
});
