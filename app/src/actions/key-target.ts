/** What has the focus, as far as keys are concerned. */
export interface KeyTarget {
  /** A text can be typed there. */
  readonly types: boolean;
  /** It does something of its own with Space, and was reached by keyboard. */
  readonly presses: boolean;
  /** It stands in a dialog or a menu. */
  readonly layered: boolean;
}

const typing =
  "input:not([type=checkbox],[type=radio],[type=range],[type=button],[type=submit]),textarea,select,[contenteditable]:not([contenteditable=false])";
const pressing = "button,a[href],input,summary,[role=button],[role=tab],[role=menuitem],[role=switch],[role=separator]";

/** What of an element matters to keys. */
export const keyTargetOf = (target: EventTarget | null): KeyTarget => {
  if (!(target instanceof Element)) return { types: false, presses: false, layered: false };
  return {
    types: target.closest(typing) !== null,
    // A button that was clicked keeps the focus; Space there still means to talk.
    presses: target.matches(pressing) && target.matches(":focus-visible"),
    layered: target.closest("dialog,[popover]") !== null,
  };
};
