import { findEntry, widgetManifest, type WidgetManifestInput } from "@tfx/protocol/widgets";
import type { ParticipantId } from "@tfx/protocol";
import { createDelivery } from "./delivery.ts";
import { createReplica } from "./replica.ts";
import { createSimulatedRoom } from "./simulated-room.ts";
import { openSimulatedPeer, simulatedId, type JoinOptions, type PeerEnd, type SimulatedPeer } from "./simulated-peer.ts";

/** What is simulated. */
export interface SimulatorOptions {
  /** Of the widget: permissions, channels and documents hold as they do in a call. */
  readonly manifest: WidgetManifestInput;
  readonly roomName?: string;
  /** One way between people, in milliseconds; 0 if nothing is said. */
  readonly latencyMs?: number;
}

/** Somebody without the widget, who keeps its state all the same. */
export interface SimulatedOnlooker {
  readonly id: ParticipantId;
  leave(): void;
}

/** A room of simulated people; see {@link createSimulator}. */
export interface Simulator {
  /** Resolves when the widget has mounted. @throws {TfxError} widget/crashed, room/locked */
  join(options: JoinOptions): Promise<SimulatedPeer>;
  /** Somebody who lacks the widget. */
  joinWithout(options: Pick<JoinOptions, "name" | "role">): SimulatedOnlooker;
  /**
   * Resolves when everything that was sent has arrived and been handled. With fake timers, advance them
   * by the latency first. @throws {TfxError} protocol/invalid for a signal that fits no schema
   */
  settle(): Promise<void>;
  /** Everybody leaves and all ports close. Closing twice is fine. */
  close(): void;
}

/**
 * A call without browsers, for tests of widgets: people in one process, each with a context over a real
 * port, and every message held against the table of the widget API, the permissions and the manifest.
 */
export const createSimulator = ({ manifest: given, roomName = "simulated", latencyMs = 0 }: SimulatorOptions): Simulator => {
  const startedAt = Date.now();
  const manifest = widgetManifest.parse(given);
  const delivery = createDelivery(latencyMs);
  const room = createSimulatedRoom({ name: roomName, delivery });
  const peers: PeerEnd[] = [];
  let joined = 0;

  const taken = (): number => peers.reduce((sum, { host }) => sum + host.taken(), 0);
  const throwFaults = (): void => {
    for (const { seen } of peers) {
      const fault = seen.refused.find(({ name, error }) => findEntry(name)?.kind === "signal" && error.code.startsWith("protocol/"));
      if (fault) throw fault.error;
    }
  };
  return {
    async join(options) {
      joined += 1;
      const peer = await openSimulatedPeer({ room, manifest, number: joined, startedAt }, options);
      peers.push(peer);
      return peer;
    },
    joinWithout({ name, role }) {
      joined += 1;
      const id = simulatedId(joined);
      room.add({
        id,
        name,
        role: role ?? (joined === 1 ? "host" : "guest"),
        joinedAt: Date.now(),
        replica: createReplica(),
        ear: undefined,
        presence: null,
      });
      return { id, leave: () => room.drop(id) };
    },
    async settle() {
      for (let before = -1; before !== taken() || delivery.underWay() > 0;) {
        before = taken();
        await delivery.arrived();
        await Promise.all(peers.map(({ host }) => host.ping()));
      }
      throwFaults();
    },
    close() {
      for (const { id } of room.people()) room.drop(id);
    },
  };
};
