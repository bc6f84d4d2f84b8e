import { widgetApi, type EntryName, type EntryParams, type LogEntry, type ParticipantInfo } from "@tfx/protocol/widgets";
import type { Live } from "@tfx/widget-sdk";
import { ownBytes } from "./gate-calls.ts";
import type { Granted } from "./granted.ts";
import type { InstanceServices } from "./services.ts";

/** Tells the guest something. */
export type Emit = <N extends EntryName<"event">>(name: N, body: EntryParams<N>) => void;

/** The same without names, for those who may not see them. */
const nameless = <T extends ParticipantInfo | LogEntry>({ name: _name, ...rest }: T): Omit<T, "name"> => rest;

interface EventOptions {
  readonly granted: Live<Granted>;
  /** Whether a message of another is one of this widget. */
  readonly fits: (message: { channel: string; value: unknown }) => boolean;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** Tells what happens to the own picture, and which filters were added; answers what tells all of it again. */
const followVideo = ({ state, added }: InstanceServices["video"], send: Emit, signal: AbortSignal): (() => void) => {
  let hasSentAdded = false;
  const sendFilter = (): void => {
    if (state.value !== undefined) send("filter.state", state.value);
  };
  const sendAdded = (): void => {
    const filters = added?.all.value ?? [];
    if (filters.length > 0 || hasSentAdded) send("filter.added", { filters: [...filters] });
    hasSentAdded ||= filters.length > 0;
  };
  state.on(sendFilter, { signal });
  added?.all.on(sendAdded, { signal });
  return () => {
    sendFilter();
    sendAdded();
  };
};

/**
 * Sends the guest what it may know: all of it at the start, changes later. The grant is looked at for
 * each event, so one that is taken back ends them at once; one that is given brings what is there.
 */
export const sendEvents = (services: InstanceServices, { granted, fits, emit, signal }: EventOptions): void => {
  const { state, ui, room, participants, theme, locale, files } = services;
  const until = { signal };
  const isOpen = (name: EntryName<"event">): boolean => {
    const { permission } = widgetApi[name];
    return permission === "none" || granted.value.permissions.has(permission);
  };
  const send: Emit = (name, body) => {
    if (!signal.aborted && isOpen(name)) emit(name, body);
  };
  const seesNames = (): boolean => granted.value.permissions.has("participants:identity");
  const sendRoom = (): void => send("room.changed", room.value);
  const sendPeople = (): void =>
    send(
      "participants.changed",
      participants.value.map((person) => (seesNames() ? { ...person } : nameless(person))),
    );
  const sendEntry = ({ log, entry }: { log: string; entry: LogEntry }): void =>
    send("log.entry", { log, entry: seesNames() ? entry : nameless(entry) });

  const sendSending = (): void => send("files.sending", { sending: [...files.sending.value] });
  const sendTiles = (): void => send("ui.tiles", { tiles: [...ui.tiles.value] });

  const sendVideo = followVideo(services.video, send, signal);

  room.on(sendRoom, until);
  participants.on(sendPeople, until);
  state.onMessage((message) => fits(message) && send("channel.message", message), until);
  state.onPresence((presence) => send("presence.changed", presence), until);
  state.onDoc(({ doc, update }) => send("doc.updated", { doc, update: ownBytes(update) }), until);
  state.onValue((value) => send("value.changed", value), until);
  state.onEntry(sendEntry, until);
  ui.shown.on((surface) => send("ui.shown", { surface }), until);
  files.sending.on(sendSending, until);
  ui.tiles.on(sendTiles, until);
  services.onCommand((command) => send("command.run", { command }), until);
  theme.on((value) => send("theme.changed", { ...value, tokens: { ...value.tokens } }), until);
  locale.on((value) => send("locale.changed", value), until);
  granted.on(({ permissions }) => {
    send("permissions.changed", { granted: [...permissions] });
    sendRoom();
    sendPeople();
    sendSending();
    sendTiles();
    sendVideo();
  }, until);

  sendRoom();
  sendPeople();
  send("ui.shown", { surface: ui.shown.value });
  sendSending();
  if (ui.tiles.value.length > 0) sendTiles();
  sendVideo();
  for (const value of state.values()) send("value.changed", value);
  for (const entry of state.entries()) sendEntry(entry);
};
