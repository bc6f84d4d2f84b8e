import { untracked } from "@preact/signals";
import type { AppContext } from "../app-context.ts";
import type { CallCommand, CallPhase } from "../platform.ts";
import { effectUntil, onceAborted } from "../scope/effect-until.ts";
import type { VisitModel } from "./visit-model.ts";

const phaseOf = ({ phase, session }: VisitModel): CallPhase => {
  const { at } = phase.value;
  if (at === "rejoining" || session.state.value === "joining") return "joining";
  if (at === "call") return session.state.value === "reconnecting" ? "reconnecting" : "call";
  return at;
};

const commands = { "toggle-microphone": "microphone", "toggle-camera": "camera", "toggle-hand": "hand", leave: "leave" } as const;

/** Tells the shell how the visit stands, and lets the shell act on the call. */
export const reportVisit = ({ platform }: AppContext, visit: VisitModel, end: AbortSignal): void => {
  let joinedAt: number | undefined;
  effectUntil(end, () => {
    const phase = phaseOf(visit);
    const inCall = visit.phase.value.at === "call";
    joinedAt = inCall ? (joinedAt ?? Date.now()) : undefined;
    const report = {
      phase,
      invite: visit.invite,
      muted: visit.session.media.microphone.state.value !== "on",
      cameraOn: visit.session.media.camera.state.value === "on",
      others: visit.phase.value.at === "call" ? visit.phase.value.call.people.value.map((person) => person.name.value) : [],
      joinedAt,
    };
    untracked(() => platform.reportCall?.(report));
  });
  onceAborted(end, () => platform.reportCall?.(undefined));
  const handleCommand = (command: CallCommand) => {
    const phase = visit.phase.peek();
    if (phase.at === "call") phase.call.actions.peek().get(commands[command])?.run?.();
  };
  const undo = platform.onCommand?.(handleCommand);
  if (undo !== undefined) onceAborted(end, undo);
};
