import { createSession, type Session } from "@tfx/core";
import { createRoomState, type RoomState, type WidgetStart } from "@tfx/core/state";
import { widgetId } from "@tfx/protocol/widgets";
import * as Y from "yjs";
import type { MemberControl } from "../control.ts";
import { createBarePair } from "./bare-pair.ts";
import { digestOf, writeContent } from "./content.ts";

// A page of somebody in a room, without cameras and without an app: sessions and their shared state alone.

const server = location.hash.slice(1);
const doc = "page";
const board: WidgetStart = {
  widget: { id: widgetId.parse("org.example.board"), name: "Board", version: "1.0.0", kind: "bundle" },
  protocol: 1,
  documents: [{ name: doc, maxBytes: 16 * 1024 * 1024 }],
  stop: "everybody",
};

/** When this page's first data channel was up. */
let linkUpAt: number | undefined;
const createDataChannel = Reflect.get(RTCPeerConnection.prototype, "createDataChannel");
RTCPeerConnection.prototype.createDataChannel = function (this: RTCPeerConnection, ...given) {
  const channel = Reflect.apply(createDataChannel, this, given);
  channel.addEventListener("open", () => (linkUpAt ??= performance.now()), { once: true });
  return channel;
};

const enter = async (room: string): Promise<{ session: Session; state: RoomState }> => {
  const session = createSession({ server });
  const joined = await session.join({ room, name: "Amara" });
  return { session, state: createRoomState(joined, { name: () => "Amara" }) };
};

const until = (check: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => void (check() ? resolve() : setTimeout(look, 5));
    look();
  });

/** The document is whole with the last piece of it that came. */
const followArrival = (state: RoomState): { readonly at: () => number; readonly instance: () => string | undefined } => {
  let at = Number.NaN;
  let instance: string | undefined;
  state.offers.subscribe((offers) => {
    const first = offers[0];
    if (first === undefined || instance !== undefined) return;
    instance = first.instance;
    state.instance(instance).onDoc(() => (at = performance.now()));
  });
  return { at: () => at, instance: () => instance };
};

const control: MemberControl = {
  ...createBarePair(),
  async fill(room, bytes) {
    const { state } = await enter(room);
    const own = state.instance(state.start(board).instance);
    const source = new Y.Doc();
    const writes: Promise<void>[] = [];
    source.on("update", (update) => writes.push(own.updateDoc(doc, update)));
    const edits = writeContent(source, bytes);
    await Promise.all(writes);
    const whole = await own.openDoc(doc);
    return { bytes: whole.length, edits, digest: await digestOf(whole) };
  },
  async join(room) {
    linkUpAt = undefined;
    const { session, state } = await enter(room);
    const arrival = followArrival(state);
    await until(() => state.synced.value && !Number.isNaN(arrival.at()));
    const ms = arrival.at() - (linkUpAt ?? Number.NaN);
    const digest = await digestOf(await state.instance(arrival.instance() ?? "").openDoc(doc));
    state[Symbol.dispose]();
    await session.leave();
    return { ms, digest };
  },
};

Object.assign(globalThis, { bench: control });
