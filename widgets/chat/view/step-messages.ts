/** Where the focus goes from one message to another, by key; `undefined` where the key means something else. */
export const stepMessages = (key: string, current: number, count: number): number | undefined => {
  if (count === 0) return undefined;
  const last = count - 1;
  if (key === "ArrowUp") return current < 0 ? last : Math.max(0, current - 1);
  if (key === "ArrowDown") return current < 0 ? last : Math.min(last, current + 1);
  if (key === "Home") return 0;
  return key === "End" ? last : undefined;
};
