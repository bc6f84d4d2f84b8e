import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { recordRtcAlone } from "./record-rtc.ts";
import { findRemoteReferences } from "./remote-references.ts";

const source = readFileSync(createRequire(import.meta.url).resolve("recordrtc"), "utf8");

interface Recorder {
  startRecording(): void;
  stopRecording(done: () => void): void;
}

test("nothing that fetches or keeps is left of RecordRTC", () => {
  const text = recordRtcAlone(source);
  expect(text).not.toMatch(/https?:|StereoAudioRecorder|WhammyRecorder|GifRecorder|WebAssemblyRecorder|MultiStreamRecorder|CanvasRecorder/);
  expect(findRemoteReferences("a.js", source)).not.toEqual([]);
  expect(findRemoteReferences("a.js", text)).toEqual([]);
});

test("what is left runs the recorder that it is given", async () => {
  const address = `data:text/javascript,${encodeURIComponent(recordRtcAlone(source))}`;
  const { default: RecordRTC } = (await import(/* @vite-ignore */ address)) as {
    default: new (stream: object, config: object) => Recorder;
  };
  const done: string[] = [];
  class OwnRecorder {
    readonly blob = new Blob([]);
    record = (): void => void done.push("record");
    stop = (then: () => void): void => {
      done.push("stop");
      then();
    };
  }
  const recorder = new RecordRTC({}, { type: "video", recorderType: OwnRecorder, disableLogs: true });
  recorder.startRecording();
  recorder.stopRecording(() => done.push("done"));
  expect(done).toEqual(["record", "stop", "done"]);
});

test("a version with other parts stops the build", () => {
  expect(() => recordRtcAlone("function Other() {}")).toThrow("recordrtc");
});
