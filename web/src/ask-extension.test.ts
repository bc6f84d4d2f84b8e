import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findExtension, openInExtension, pageMessenger, type SendToExtension } from "./ask-extension.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const ours: SendToExtension = (id, _message, answer) => {
  answer(id === "installed" ? { type: "tfx.pong", version: "0.1.0" } : undefined);
};

test("the extension that answers is found among the ids", async () => {
  expect(await findExtension(["missing", "installed"], ours)).toBe("installed");
});

test("without any extension for this page there is nothing to ask", async () => {
  expect(await findExtension(["installed"], pageMessenger({}))).toBeUndefined();
});

test("a foreign answer is not ours", async () => {
  expect(await findExtension(["installed"], (_id, _message, answer) => answer({ type: "hello" }))).toBeUndefined();
});

test("nobody waits longer than 300 ms for silence", async () => {
  const found = findExtension(["silent"], () => undefined);
  await vi.advanceTimersByTimeAsync(300);
  expect(await found).toBeUndefined();
});

test("the browser's function keeps the object that it belongs to", () => {
  const runtime = {
    sent: [] as string[],
    sendMessage(id: string) {
      this.sent.push(id);
    },
  };
  pageMessenger({ chrome: { runtime } })?.("installed", {}, () => undefined);
  expect(runtime.sent).toEqual(["installed"]);
});

test.each([
  [{ type: "tfx.opened", outcome: "opened" }, true],
  [{ type: "tfx.opened", outcome: "shown" }, true],
  [{ type: "tfx.opened", outcome: "shown-other" }, false],
  [undefined, false],
  [{ type: "tfx.opened", outcome: "surprise" }, false],
])("the answer %j means that the room is open there: %s", async (reply, taken) => {
  expect(await openInExtension("installed", (_id, _message, answer) => answer(reply), "https://call.example/r/lake")).toBe(taken);
});
