/**
 * The same as `inkLimits` of protocol (a test compares them), without its schemas: the engine also runs
 * in the script on shared pages, which is to stay small.
 */
export const inkBounds = { messagePoints: 64, strokePoints: 1_024 } as const;
