import { computed, untracked, type ReadonlySignal } from "@preact/signals";
import type { Room } from "@tfx/core";
import type { AppContext } from "../app-context.ts";
import { effectUntil } from "../scope/effect-until.ts";

/** Who records the call, and whether one is in what they record. */
export interface RecordingModel {
  /** Names of the others who record. */
  readonly names: ReadonlySignal<readonly string[]>;
  /** One records oneself. */
  readonly own: ReadonlySignal<boolean>;
  readonly leftOut: ReadonlySignal<boolean>;
  /** Asks those who record to leave one out, or allows it again. */
  leaveOut(leftOut: boolean): void;
}

/** How long there is to say no before the words go away; the lamp stays. */
const toastMs = 20_000;

/** Follows who records; whoever begins, or was at it when one came, is named at once. */
export const createRecordingModel = (
  { toasts, i18n: { t } }: AppContext,
  { room, end }: { readonly room: Room; readonly end: AbortSignal },
): RecordingModel => {
  const { consent } = room;
  const recorders = computed(() => room.participants.value.filter((participant) => participant.consent.value.recording));
  const told = new Set<string>();
  effectUntil(end, () => {
    // A name is there a moment after the person is.
    const named = recorders.value.filter(({ name }) => name.value !== "");
    untracked(() => {
      for (const id of told) if (!recorders.peek().some((one) => one.id === id)) told.delete(id);
      for (const { id, name } of named) {
        if (told.has(id)) continue;
        told.add(id);
        const text = t("record.by", { name: name.peek() });
        const action = { label: t("record.leaveOut"), run: () => consent.leaveOut(true) };
        toasts.show({ text, tone: "warning", about: `recording ${id}`, forMs: toastMs, ...(consent.leftOut.peek() ? {} : { action }) });
      }
    });
  });
  return {
    names: computed(() => recorders.value.map(({ name }) => name.value)),
    own: consent.recording,
    leftOut: consent.leftOut,
    leaveOut: (leftOut) => consent.leaveOut(leftOut),
  };
};
