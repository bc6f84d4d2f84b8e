import type { ComponentChildren } from "preact";
import { Icon, WarningIcon } from "@tfx/ui";
import type { Words } from "../problems/words.ts";
import "./lobby.css";

/** Something does not work: what, why, and what to do. */
export const ProblemCard = ({ words, children }: { words: Words; children?: ComponentChildren }) => (
  <div class="tfx-problem" role="alert">
    <Icon icon={WarningIcon} />
    <p class="tfx-strong">{words.title}</p>
    <p class="tfx-problem__text">{words.text}</p>
    {children !== undefined && <div class="tfx-problem__steps">{children}</div>}
  </div>
);
