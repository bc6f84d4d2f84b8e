import { expect, test, vi } from "vitest";
import { inkPortName } from "./messages.ts";
import { createSharedPages, type PagePort } from "./shared-pages.ts";

const own = "a".repeat(32);
const hello = (handle = "h".repeat(22)) => ({ do: "hello", handle, title: "Plans" });

const createEvent = <L extends (...values: never[]) => void>() => {
  const listeners = new Set<L>();
  const event = {
    addListener: (listener: L) => void listeners.add(listener),
    removeListener: (listener: L) => void listeners.delete(listener),
    hasListener: (listener: L) => listeners.has(listener),
    hasListeners: () => listeners.size > 0,
    getRules: () => undefined,
    removeRules: () => undefined,
    addRules: () => undefined,
  };
  return { event, emit: (...values: Parameters<L>) => listeners.forEach((listener) => listener(...values)) };
};

const connect = (from: { id?: string; frameId?: number; name?: string } = {}) => {
  const { pages, handlePort } = createSharedPages(own);
  const message = createEvent<(message: unknown, port: chrome.runtime.Port) => void>();
  const gone = createEvent<(port: chrome.runtime.Port) => void>();
  const tab = { id: 3, title: "A tab" } as chrome.tabs.Tab;
  const port: PagePort = {
    name: from.name ?? inkPortName,
    sender: { id: from.id ?? own, frameId: from.frameId ?? 0, tab },
    postMessage: vi.fn<(order: unknown) => void>(),
    disconnect: vi.fn<() => void>(),
    onMessage: message.event,
    onDisconnect: gone.event,
  };
  handlePort(port);
  return { pages, port, say: (value: unknown) => message.emit(value, port), leave: () => gone.emit(port) };
};

test("a page that says its handle is there until it is left", () => {
  const { pages, port, say, leave } = connect();
  say(hello());
  expect(pages.value.map(({ title }) => title)).toEqual(["Plans"]);
  pages.value[0]?.order({ do: "clear" });
  expect(port.postMessage).toHaveBeenCalledWith({ do: "clear" });
  leave();
  expect(pages.value).toEqual([]);
});

test("wishes of the page reach whoever listens", () => {
  const { pages, say } = connect();
  say(hello());
  const heard: string[] = [];
  pages.value[0]?.onWish((wish) => void heard.push(wish));
  say({ do: "wish", wish: "forbid" });
  say({ do: "wish", wish: "leave the call" });
  expect(heard).toEqual(["forbid"]);
});

test("strangers, frames within a page and other ports are not listened to", () => {
  for (const from of [{ id: "b".repeat(32) }, { frameId: 4 }]) {
    const { pages, port, say } = connect(from);
    say(hello());
    expect(pages.value).toEqual([]);
    expect(port.disconnect).toHaveBeenCalled();
  }
  const other = connect({ name: "something else" });
  other.say(hello());
  expect(other.pages.value).toEqual([]);
  expect(other.port.disconnect).not.toHaveBeenCalled();
});

test("a second hello changes nothing, and what is no hello is no page", () => {
  const { pages, say } = connect();
  for (const wrong of [undefined, "hello", { do: "hello" }, hello("short"), { ...hello(), title: 5 }]) say(wrong);
  expect(pages.value).toEqual([]);
  say(hello());
  say(hello("g".repeat(22)));
  expect(pages.value.map(({ handle }) => handle)).toEqual(["h".repeat(22)]);
});
