import { initials, personColour } from "./person.ts";
import "./avatar.css";

/** Somebody without a picture: initials on a colour that stays the same for the same name. */
export const Avatar = ({ name, large }: { name: string; large?: boolean }) => (
  <span class={`tfx-avatar tfx-person-${personColour(name)}${large === true ? " tfx-avatar--large" : ""}`} aria-hidden="true">
    {initials(name)}
  </span>
);
