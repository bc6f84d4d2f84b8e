/** What is known when an update of the extension waits, or a call ends. */
export interface UpdateFacts {
  /** The browser has a newer version ready. */
  readonly pending: boolean;
  /** A call tab is open, joined or not. */
  readonly callOpen: boolean;
}

/** An update restarts every page of the extension, so it waits until no call tab is open. */
export const planUpdate = ({ pending, callOpen }: UpdateFacts): "apply" | "wait" | "nothing" => {
  if (!pending) return "nothing";
  return callOpen ? "wait" : "apply";
};
