import { isInside, type CallReport } from "../messages.ts";

/** What the toolbar button shows. `tooltip` names a text of `_locales`. */
export interface Badge {
  readonly text: string;
  readonly color: string;
  readonly tooltip: "actionTitle" | "actionInCall" | "actionMuted";
}

/** The badge for the state of the call: a word as well as a colour, so that nobody depends on the colour. */
export const badgeFor = (call: Pick<CallReport, "phase" | "muted"> | undefined): Badge => {
  if (call === undefined || !isInside(call)) return { text: "", color: "#5b6472", tooltip: "actionTitle" };
  return call.muted
    ? { text: "mute", color: "#5b6472", tooltip: "actionMuted" }
    : { text: "call", color: "#0a7a6d", tooltip: "actionInCall" };
};
