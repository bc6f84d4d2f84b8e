import { participantId, TfxError, type ParticipantId } from "@tfx/protocol";
import {
  type EntryName,
  type EntryParams,
  type EntryResult,
  type Permission,
  type Surface,
  type Welcome,
  type WidgetManifest,
} from "@tfx/protocol/widgets";
import { connectWidget } from "../connect-widget.ts";
import type { WidgetContext } from "../context.ts";
import { createDeferred } from "./deferred.ts";
import { createFileFetch } from "./file-work.ts";
import { createHandlers, createSeen, type Answers, type Seen } from "./handlers.ts";
import { createReplica, type Change } from "./replica.ts";
import { createRules } from "./rules.ts";
import { createSimulatedHost, type SimulatedHost } from "./simulated-host.ts";
import type { Person, SimulatedRoom, WidgetEar } from "./simulated-room.ts";

/** Who joins, and with what. */
export interface JoinOptions {
  readonly name: string;
  /** The first to join is the host unless it says otherwise. */
  readonly role?: "host" | "guest";
  readonly locale?: { readonly locale: string; readonly direction: "ltr" | "rtl" };
  /** Exactly these; by default what the manifest asks for, without `room:moderate` for guests. */
  readonly granted?: readonly Permission[];
  readonly answers?: Answers;
  /** The widget, or the part of it under test: `(context) => widget.mount(context, root)` where there is a DOM. */
  readonly mount?: (context: WidgetContext) => void | Promise<void>;
}

/** A person with the widget. */
export interface SimulatedPeer {
  readonly id: ParticipantId;
  /** What `mount` was given. */
  readonly context: WidgetContext;
  /** What the widget showed, asked, saved and was refused. */
  readonly seen: Seen;
  /** Grants and takes back; what is under way and may not be any more rejects with `widget/revoked`. */
  readonly permissions: {
    readonly grant: (...names: Permission[]) => void;
    readonly revoke: (...names: Permission[]) => void;
  };
  /** Tells this peer's widget something as the host does, such as `command.run`, `ui.shown` or `theme.changed`. */
  readonly tell: <N extends EntryName<"event">>(name: N, body: EntryParams<N>) => void;
  /** Sends an item to the streams that wait for one, such as `media.levels`; answers how many got it. */
  readonly push: <N extends EntryName<"stream">>(name: N, item: EntryResult<N>, only?: (params: EntryParams<N>) => boolean) => number;
  readonly leave: () => void;
}

/** A peer and what the simulator needs of it. */
export interface PeerEnd extends SimulatedPeer {
  readonly host: SimulatedHost;
}

interface Place {
  readonly room: SimulatedRoom;
  readonly manifest: WidgetManifest;
  readonly number: number;
  readonly startedAt: number;
}

/** Ids of simulated people: readable, and of the form that the server's have. */
export const simulatedId = (number: number): ParticipantId => participantId.parse(`person-${String(number)}-`.padEnd(22, "x"));

const nameless = <T extends { readonly name?: string | undefined }>({ name: _name, ...rest }: T): Omit<T, "name"> => rest;

const createEar = (host: SimulatedHost, { room, id, seesNames }: { room: SimulatedRoom; id: ParticipantId; seesNames: () => boolean }) => {
  const changed = (change: Change): void => {
    if (change.t === "value") host.event("value.changed", { key: change.key, value: change.value });
    else if (change.t === "doc") host.event("doc.updated", { doc: change.doc, update: new Uint8Array(change.update) });
    else host.event("log.entry", { log: change.log, entry: seesNames() ? change.entry : nameless(change.entry) });
  };
  return {
    changed,
    message: (message) => host.event("channel.message", message),
    sending: (sending) => host.event("files.sending", { sending: [...sending] }),
    presence: (presence) => host.event("presence.changed", presence),
    roomChanged: () => {
      const people = room.participants(id);
      host.event("room.changed", room.info());
      host.event("participants.changed", seesNames() ? people : people.map(nameless));
    },
  } satisfies Omit<WidgetEar, "removed">;
};

const createWelcome = (
  id: ParticipantId,
  { place, options, granted }: { place: Place; options: JoinOptions; granted: Permission[] },
): Welcome => {
  const { manifest, number, startedAt } = place;
  return {
    tfx: "welcome",
    version: 1,
    widget: { id: manifest.id, version: manifest.version },
    instance: {
      id: "simulated",
      startedBy: simulatedId(1),
      startedAt,
      reason: number === 1 ? "start" : "join",
      protocol: manifest.protocols[0] ?? 1,
    },
    self: id,
    surface: manifest.surfaces[0] ?? null,
    granted,
    ...(options.locale ?? { locale: "en", direction: "ltr" }),
    look: "light",
    tokens: {},
    reducedMotion: false,
  };
};

const createGrants = (initial: readonly Permission[], onChange: () => void) => {
  let granted: ReadonlySet<Permission> = new Set(initial);
  const change = (next: Iterable<Permission>): void => {
    granted = new Set(next);
    onChange();
  };
  return {
    all: () => granted,
    grant: (...names: Permission[]) => change([...granted, ...names]),
    revoke: (...names: Permission[]) => change([...granted].filter((name) => !names.includes(name))),
  };
};

/** Lets a person with the widget join; resolves when it has mounted. @throws {TfxError} widget/crashed, room/locked */
export const openSimulatedPeer = async (place: Place, options: JoinOptions): Promise<PeerEnd> => {
  const { room, manifest, number } = place;
  const id = simulatedId(number);
  const role = options.role ?? (number === 1 ? "host" : "guest");
  const wanted = manifest.permissions.filter((name) => role === "host" || name !== "room:moderate");
  const seen = createSeen();
  const { port1, port2 } = new MessageChannel();
  const grants = createGrants(options.granted ?? wanted, () => {
    host.event("permissions.changed", { granted: [...grants.all()] });
    host.revoke();
    ear.roomChanged();
  });
  const allow = (names: readonly Permission[]): readonly Permission[] => {
    grants.grant(...(options.answers?.allow?.(names) ?? names));
    return [...grants.all()];
  };
  const mounted = createDeferred<void>();
  const show = (surface: Surface | null): void => host.event("ui.shown", { surface });
  const host = createSimulatedHost(port1, {
    handlers: createHandlers({ room, manifest, seen, show, allow, person: () => person, answers: options.answers ?? {} }),
    fetchFile: createFileFetch({ room, self: id, pick: options.answers?.pick, save: (file) => void seen.fetched.push(file) }),
    refuse: createRules(manifest, grants.all),
    onMounted: mounted.resolve,
    onCrashed: (text) => mounted.reject(new TfxError("widget/crashed", { text })),
    onRefused: (refused) => seen.refused.push(refused),
  });
  const heard = createEar(host, { room, id, seesNames: () => grants.all().has("participants:identity") });
  const ear: WidgetEar = {
    ...heard,
    removed: () => {
      host.stop();
      mounted.reject(new TfxError("widget/stopped"));
    },
  };
  const person: Person = { id, name: options.name, role, joinedAt: Date.now(), replica: createReplica(), ear, presence: null };
  room.add(person);

  const context = createDeferred<WidgetContext>();
  const mount = (given: WidgetContext): void | Promise<void> => {
    context.resolve(given);
    return options.mount?.(given);
  };
  const welcome = createWelcome(id, { place, options, granted: [...grants.all()] });
  connectWidget({ mount }, { port: port2, welcome, root: undefined });
  for (const change of person.replica.changes()) ear.changed(change);
  for (const other of room.people())
    if (other !== person && other.presence !== null) ear.presence({ from: other.id, value: other.presence });
  void host.ping();
  const leave = (): void => room.drop(id);
  try {
    await mounted.promise;
  } catch (error) {
    leave();
    throw error;
  }
  return { id, host, seen, permissions: grants, context: await context.promise, tell: host.event, push: host.push, leave };
};
