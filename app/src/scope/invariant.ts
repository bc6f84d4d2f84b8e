/** Ends with a bug's name when something that cannot be otherwise is otherwise. */
export function invariant(holds: boolean, claim: string): asserts holds {
  if (!holds) throw new Error(`This cannot be: ${claim} does not hold.`);
}
