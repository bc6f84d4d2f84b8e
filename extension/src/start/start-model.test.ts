import { signal } from "@preact/signals";
import type { CaptureDevice, CaptureState, Microphone } from "@tfx/core";
import { formatInvite, TfxError, type Invite } from "@tfx/protocol";
import { expect, test, vi } from "vitest";
import type { ServerState } from "../server/check-server.ts";
import { openTestApp } from "../testing/fake-app.ts";
import { createStartModel, type StartPorts } from "./start-model.ts";

/** A device that says yes or no at once. */
const fakeDevice = (kind: "camera" | "microphone", refusal?: TfxError): CaptureDevice => {
  const problem = signal<TfxError | undefined>(undefined);
  const state = signal<CaptureState>("off");
  return {
    state,
    problem,
    track: signal(undefined),
    deviceId: signal(kind),
    enable: () => {
      problem.value = refusal;
      state.value = refusal === undefined ? "on" : "off";
      return Promise.resolve(refusal === undefined);
    },
    disable: () => (state.value = "off"),
    select: () => Promise.resolve(true),
  };
};

const openStart = async ({ camera, server = "ready" }: { camera?: TfxError; server?: ServerState } = {}) => {
  const release = vi.fn<() => void>();
  const microphone: Microphone = Object.assign(fakeDevice("microphone"), {
    level: signal(0),
    release,
    suppressNoise: () => Promise.resolve(),
  });
  const opened: Invite[] = [];
  const windows: string[] = [];
  const ports: StartPorts = {
    server: signal("http://localhost:3000"),
    media: { camera: fakeDevice("camera", camera), microphone },
    openCall: (invite) => Promise.resolve(opened.push(invite)),
    openWindow: (url) => Promise.resolve(windows.push(url)),
    checkServer: () => Promise.resolve(server),
    closePage: vi.fn<() => void>(),
  };
  return { model: createStartModel(await openTestApp(), ports), ports, release, opened, windows };
};

test("when both devices are allowed the person is ready", async () => {
  const { model } = await openStart();
  model.allow();
  expect(model.step.value).toBe("asking");
  await vi.waitFor(() => expect(model.step.value).toBe("ready"));
  expect(model.problems.value).toEqual([]);
});

test("a blocked camera is explained and the microphone still counts", async () => {
  const { model } = await openStart({ camera: new TfxError("media/blocked") });
  model.allow();
  await vi.waitFor(() => expect(model.step.value).toBe("partly"));
  expect(model.problems.value).toMatchObject([{ kind: "camera", words: { title: "Your camera is blocked" } }]);
});

test("a call with oneself opens a second window of the same room and frees the devices first", async () => {
  const { model, opened, windows, ports, release } = await openStart();
  model.allow();
  model.tryAlone();
  await vi.waitFor(() => expect(ports.closePage).toHaveBeenCalled());
  expect(windows).toEqual(opened.map(formatInvite));
  expect(release).toHaveBeenCalled();
});

test("without a server there is a sentence instead of two broken windows", async () => {
  const { model, opened, windows } = await openStart({ server: "silent" });
  model.tryAlone();
  await vi.waitFor(() => expect(model.serverProblem.value).toContain("localhost:3000"));
  expect([...opened, ...windows]).toEqual([]);
});
