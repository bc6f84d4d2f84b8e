import { signal } from "@preact/signals";
import { parseInvite, roomName, type Invite } from "@tfx/protocol";
import { expect, test, vi } from "vitest";
import type { CallReport, OpenOutcome, ShareOutcome } from "../messages.ts";
import { openTestApp } from "../testing/fake-app.ts";
import { createPopupModel, type PopupPorts } from "./popup-model.ts";

const own = "http://localhost:3000";

interface PopupWish {
  readonly clipboard?: boolean;
  readonly outcome?: OpenOutcome;
  readonly shownTab?: number;
  readonly marks?: ShareOutcome;
}

const openPopup = async ({ clipboard = true, outcome = "opened", shownTab, marks = "marked" }: PopupWish = {}) => {
  const app = await openTestApp({ clipboard });
  const running = signal<CallReport | undefined>(undefined);
  const opened: Invite[] = [];
  const confirmed: string[] = [];
  const ports = {
    server: { origin: signal(own), confirm: (server) => Promise.resolve(void confirmed.push(server)) },
    running,
    openCall: (invite) => {
      opened.push(invite);
      return Promise.resolve(outcome);
    },
    showCall: vi.fn<PopupPorts["showCall"]>(() => Promise.resolve("shown")),
    commandCall: vi.fn<PopupPorts["commandCall"]>(),
    shownTab: () => Promise.resolve(shownTab),
    markTab: vi.fn<PopupPorts["markTab"]>(() => Promise.resolve(marks)),
    checkServer: () => Promise.resolve("ready"),
    close: vi.fn<PopupPorts["close"]>(),
  } satisfies PopupPorts;
  return { app, ports, running, opened, confirmed, model: createPopupModel(app, ports) };
};

const inCall = (changes: Partial<CallReport> = {}): CallReport => ({
  server: own,
  room: roomName.parse("lake"),
  phase: "call",
  muted: false,
  others: ["Jonas", "Mei Lin"],
  joinedAt: 1,
  ...changes,
});

test("starting a call copies its sealed link, opens its tab and closes the popup", async () => {
  const { app, model, opened, ports } = await openPopup();
  model.start();
  await vi.waitFor(() => expect(ports.close).toHaveBeenCalled());
  expect(opened[0]?.secret).toMatch(/^[\w-]{43}$/);
  expect(app.copied.map((link) => parseInvite(link, ""))).toEqual(opened);
});

test("a refused clipboard does not keep anybody from calling", async () => {
  const { model, opened } = await openPopup({ clipboard: false });
  model.start();
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  expect(model.status.value).toBe("The link could not be copied. You can copy it in the call.");
});

test("a second start during a call brings that call forward", async () => {
  const { model, running, opened, ports } = await openPopup();
  running.value = inCall();
  model.start();
  expect(ports.showCall).toHaveBeenCalledOnce();
  expect(opened).toEqual([]);
});

test("another room during a call is answered with a sentence, and the popup stays", async () => {
  const { model, running, ports } = await openPopup({ outcome: "shown-other" });
  running.value = inCall();
  model.visit(parseInvite(`${own}/r/harbour`, ""));
  await vi.waitFor(() => expect(model.status.value).toBe("You are in lake. Leave it before you join another call."));
  expect(ports.close).not.toHaveBeenCalled();
});

test("a confirmed link to another server is remembered, so that the call page need not ask again", async () => {
  const { model, opened, confirmed } = await openPopup();
  model.field.type("https://other.example/r/lake");
  model.field.submit();
  expect(confirmed).toEqual([]);
  model.field.foreign.value?.confirm();
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  expect(confirmed).toEqual(["https://other.example"]);
});

test("the running call is shown with its people, and can be muted and left", async () => {
  const { model, running, ports } = await openPopup();
  running.value = inCall();
  expect(model.running.value).toMatchObject({ room: "lake", state: "You are in a call", company: "With Jonas and Mei Lin" });
  model.running.value?.inCall?.toggleMicrophone();
  model.running.value?.inCall?.leave();
  expect(ports.commandCall.mock.calls).toEqual([["toggle-microphone"], ["leave"]]);
});

test("before joining there is nothing to mute or leave, and after the end there is nothing to show", async () => {
  const { model, running } = await openPopup();
  running.value = inCall({ phase: "lobby" });
  expect(model.running.value).toMatchObject({ state: "You are about to join", inCall: undefined });
  running.value = inCall({ phase: "ended" });
  expect(model.running.value).toBeUndefined();
});

test("in a call the page that is looked at can be shared; the call then comes forward", async () => {
  const { model, running, ports } = await openPopup({ shownTab: 7 });
  running.value = inCall();
  await vi.waitFor(() => expect(model.running.value?.inCall?.sharePage).toBeDefined());
  model.running.value?.inCall?.sharePage?.();
  await vi.waitFor(() => expect(ports.close).toHaveBeenCalled());
  expect(ports.markTab).toHaveBeenCalledWith(7);
});

test("a page that lets nothing in is said to, and the popup stays", async () => {
  const { model, running, ports } = await openPopup({ shownTab: 7, marks: "refused" });
  running.value = inCall();
  await vi.waitFor(() => expect(model.running.value?.inCall?.sharePage).toBeDefined());
  model.running.value?.inCall?.sharePage?.();
  await vi.waitFor(() => expect(model.status.value).toContain("lets nothing into this page"));
  expect(ports.close).not.toHaveBeenCalled();
});

test("where no page is looked at there is nothing to share", async () => {
  const { model, running } = await openPopup();
  running.value = inCall();
  await Promise.resolve();
  expect(model.running.value?.inCall?.sharePage).toBeUndefined();
});
