/**
 * State of the path to one participant. `interrupted`: nothing arrives and repair is under way;
 * `failed`: repair was given up until either side's network changes.
 */
export type LinkState = "connecting" | "connected" | "interrupted" | "failed" | "closed";
