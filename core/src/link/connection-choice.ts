import type { ConnectionId, InstanceId, PeerSignal } from "@tfx/protocol";

/** Where a link stands when a signal arrives. */
export interface LinkPosition {
  readonly self: InstanceId;
  readonly peer: InstanceId;
  /** The connection in use, if any. */
  readonly connection: ConnectionId | undefined;
  /** This side made the connection in use. */
  readonly initiator: boolean;
  /** The other side has answered it. */
  readonly answered: boolean;
}

/** What to do with a signal: hand it to the connection in use, answer a new one, repair, or drop it. */
export type SignalChoice = "use" | "answer-new" | "restart" | "rebuild" | "ignore";

/**
 * Decides by the rule that whoever came later, or repairs, makes the new connection. When both do at
 * once, the side with the greater instance id prevails and the other answers.
 */
export const chooseForSignal = (position: LinkPosition, connection: ConnectionId, signal: PeerSignal): SignalChoice => {
  const current = connection === position.connection;
  if (signal.type === "offer") {
    if (current) return position.initiator ? "ignore" : "use";
    const glare = position.initiator && position.connection !== undefined && !position.answered;
    return glare && position.self > position.peer ? "ignore" : "answer-new";
  }
  if (!current) return "ignore";
  if (signal.type === "repair") return position.initiator ? signal.how : "ignore";
  if (signal.type === "answer") return position.initiator ? "use" : "ignore";
  return "use";
};
