import { signal, type Signal } from "@preact/signals-core";
import { laneName, type LaneName, type ParticipantId } from "@tfx/protocol";
import { Lanes } from "../channel/lanes.ts";
import { TopicHub } from "../channel/topic-hub.ts";
import type { FileRoom } from "../files/file-ports.ts";
import type { LinkState } from "../link/peer-link.ts";
import { createChannelPair } from "./channel-pair.ts";

/** Somebody whose messages go over real lanes and fake channels. */
export interface FileMember {
  readonly id: ParticipantId;
  readonly room: FileRoom;
}

/** Two people, and the link between them. */
export interface FileNetwork {
  readonly ada: FileMember;
  readonly bo: FileMember;
  /** Everything under way on the channels is lost; the lanes wait. */
  cut(): void;
  /** The lanes go on over new channels. */
  repair(): void;
  /** The page of the other is another one: new lanes on both sides, and nothing is left of the old. */
  replaceLanes(): void;
  /** Both see nobody any more. */
  part(): void;
  close(): void;
}

interface End extends FileMember {
  readonly hub: TopicHub;
  readonly people: Signal<readonly { readonly id: ParticipantId; readonly link: Signal<LinkState> }[]>;
  readonly link: Signal<LinkState>;
  readonly openLanes: () => Lanes;
  lanes: Lanes;
}

const idOf = (name: string) => name.padEnd(22, "_") as ParticipantId;

const createEnd = (name: string, other: string): End => {
  const link = signal<LinkState>("connected");
  const people = signal([{ id: idOf(other), link }]);
  const hub: TopicHub = new TopicHub(() =>
    people.peek().map(({ id }) => ({ id, send: (lane, bytes, options) => end.lanes.send(lane, bytes, options) })),
  );
  const openLanes = () =>
    new Lanes({ onMessage: (lane, bytes) => hub.handleMessage(idOf(other), lane, bytes), onViolation: () => end.lanes.close() });
  const room: FileRoom = { topic: (options) => hub.topic(options), participants: people };
  const end: End = { id: idOf(name), room, hub, people, link, openLanes, lanes: openLanes() };
  return end;
};

/** Makes two connected people; what one sends is carried to the other every millisecond. */
export const createFileNetwork = (): FileNetwork => {
  const [ada, bo] = [createEnd("ada", "bo"), createEnd("bo", "ada")];
  let pairs: ReturnType<typeof createChannelPair>[] = [];
  const connect = (): void => {
    const made = new Map(laneName.options.map((lane) => [lane, createChannelPair()]));
    pairs = [...made.values()];
    const portsOf = (side: "left" | "right") =>
      Object.fromEntries([...made].map(([lane, pair]) => [lane, pair[side]])) as Record<LaneName, (typeof pairs)[number]["left"]>;
    ada.lanes.attach(portsOf("left"));
    bo.lanes.attach(portsOf("right"));
    for (const { link } of [ada, bo]) link.value = "connected";
  };
  const cut = (): void => {
    for (const pair of pairs.splice(0)) pair.cut();
    for (const { lanes, link } of [ada, bo]) {
      lanes.detach();
      link.value = "interrupted";
    }
  };
  const timer = setInterval(() => pairs.forEach((pair) => pair.carry()), 1);
  connect();
  return {
    ada,
    bo,
    cut,
    repair: connect,
    replaceLanes() {
      cut();
      for (const end of [ada, bo]) {
        end.lanes.close();
        end.lanes = end.openLanes();
      }
      connect();
    },
    part() {
      cut();
      for (const { people } of [ada, bo]) people.value = [];
    },
    close() {
      clearInterval(timer);
      cut();
      for (const { lanes } of [ada, bo]) lanes.close();
    },
  };
};
