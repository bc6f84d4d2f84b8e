import { TfxError, type ParticipantId } from "@tfx/protocol";
import type { ParticipantInfo, PlainValue, RoomInfo, Sending } from "@tfx/protocol/widgets";
import type { Delivery } from "./delivery.ts";
import { createFileShelf, type FileShelf } from "./file-work.ts";
import type { Change, Replica } from "./replica.ts";

/** What a person's widget hears of the others. */
export interface WidgetEar {
  readonly changed: (change: Change) => void;
  readonly message: (message: { channel: string; from: ParticipantId; value: PlainValue }) => void;
  readonly presence: (presence: { from: ParticipantId; value: PlainValue | null }) => void;
  readonly sending: (sending: readonly Sending[]) => void;
  readonly roomChanged: () => void;
  readonly removed: () => void;
}

/** A person of the simulated room. */
export interface Person {
  readonly id: ParticipantId;
  readonly name: string;
  readonly role: "host" | "guest";
  readonly joinedAt: number;
  readonly replica: Replica;
  /** Absent for those who lack the widget. */
  readonly ear: WidgetEar | undefined;
  presence: PlainValue | null;
}

/** The people and what goes between them. */
export interface SimulatedRoom {
  readonly people: () => readonly Person[];
  readonly files: FileShelf;
  /** Resolves after as long as something takes from one to another. */
  distance(): Promise<void>;
  info(): RoomInfo;
  participants(viewer: ParticipantId): ParticipantInfo[];
  add(person: Person): void;
  drop(id: ParticipantId): void;
  lock(locked: boolean): void;
  /** Takes an own change and passes it on. */
  change(from: Person, change: Change): void;
  /** Tells the others' widgets, all or some of them. */
  tell(from: Person, { say, to }: { say: (ear: WidgetEar) => void; to?: readonly ParticipantId[] | undefined }): void;
}

export const createSimulatedRoom = ({ name, delivery }: { name: string; delivery: Delivery }): SimulatedRoom => {
  let people: readonly Person[] = [];
  let locked = false;
  const files = createFileShelf();
  const announce = (): void => {
    for (const { ear } of people) ear?.roomChanged();
  };
  const reach = (from: Person, { arrive, to }: { arrive: (person: Person) => void; to?: readonly ParticipantId[] | undefined }): void => {
    for (const person of people) {
      if (person.id === from.id || (to && !to.includes(person.id))) continue;
      delivery.deliver(() => people.includes(person) && arrive(person));
    }
  };
  return {
    people: () => people,
    files,
    distance: () => new Promise((resolve) => delivery.deliver(resolve)),
    info: () => ({ name, sealed: false, locked, people: people.length, now: Date.now() }),
    participants: (viewer) =>
      people.map(({ id, name, role, joinedAt, ear }) => ({ id, isSelf: id === viewer, role, joinedAt, present: ear !== undefined, name })),
    add(person) {
      if (locked) throw new TfxError("room/locked");
      // What was under way to others when somebody joined is already at its sender.
      for (const other of people) for (const change of other.replica.changes()) person.replica.apply(change);
      people = [...people, person];
      announce();
    },
    drop(id) {
      const person = people.find((one) => one.id === id);
      if (!person) return;
      people = people.filter((one) => one !== person);
      announce();
      if (person.presence !== null) for (const { ear } of people) ear?.presence({ from: id, value: null });
      person.ear?.removed();
    },
    lock(now) {
      locked = now;
      announce();
    },
    change(from, change) {
      if (from.replica.apply(change)) from.ear?.changed(change);
      reach(from, {
        arrive: ({ replica, ear }) => {
          if (replica.apply(change)) ear?.changed(change);
        },
      });
    },
    tell: (from, { say, to }) => reach(from, { arrive: ({ ear }) => ear && say(ear), to }),
  };
};
