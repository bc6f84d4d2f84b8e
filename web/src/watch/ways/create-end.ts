/** How a source comes to its end; said once. */
export const createEnd = () => {
  let finish: (how: "ended" | "lost") => void = () => undefined;
  const over = new Promise<"ended" | "lost">((resolve) => (finish = resolve));
  return { over, finish };
};
