import { signal, type ReadonlySignal } from "@preact/signals";
import type { Invite } from "@tfx/protocol";
import type { AppContext } from "../app-context.ts";
import { hostOf } from "../scope/host-of.ts";
import { readInvite } from "./read-invite.ts";

/** A field that takes a link or a room's name. */
export interface JoinFieldModel {
  readonly text: ReadonlySignal<string>;
  readonly problem: ReadonlySignal<string | undefined>;
  /** An invite to another server than one's own, which wants a yes. */
  readonly foreign: ReadonlySignal<
    { readonly host: string; readonly own: string; readonly confirm: () => void; readonly cancel: () => void } | undefined
  >;
  type(text: string): void;
  submit(): void;
}

/** Reads what is typed; `onInvite` gets an invite that the person meant. */
export const createJoinField = ({ platform, i18n: { t } }: AppContext, onInvite: (invite: Invite) => void): JoinFieldModel => {
  const text = signal("");
  const problem = signal<string | undefined>(undefined);
  const foreign = signal<ReturnType<JoinFieldModel["foreign"]["peek"]>>(undefined);
  const accept = (invite: Invite) => {
    foreign.value = undefined;
    onInvite(invite);
  };
  return {
    text,
    problem,
    foreign,
    type: (typed) => {
      text.value = typed;
      problem.value = undefined;
    },
    submit: () => {
      if (text.peek().trim() === "") return;
      const own = platform.server.peek();
      const invite = readInvite(text.peek(), own);
      if (invite === undefined) problem.value = t("join.invalid");
      else if (invite.server === own) accept(invite);
      else
        foreign.value = {
          host: hostOf(invite.server),
          own: hostOf(own),
          confirm: () => accept(invite),
          cancel: () => (foreign.value = undefined),
        };
    },
  };
};
