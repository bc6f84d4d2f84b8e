import { z } from "zod";

/** Name of the port between a page that carries ink and the call. */
export const inkPortName = "tfx.ink";

/** What the script on a shared page says to the call. The page around it is a stranger's. */
export const fromPage = z.discriminatedUnion("do", [
  z.object({ do: z.literal("hello"), handle: z.string().regex(/^[\w-]{22}$/), title: z.string().max(300) }),
  z.object({ do: z.literal("wish"), wish: z.enum(["allow", "forbid", "close"]) }),
]);

/** Whether the script could mark its page: a page without https cannot say which it is. */
export const markAnswer = z.enum(["marked", "insecure"]);
/** Asks the script of a tab whether its page is marked. */
export const markQuestion = "tfx.ink.marked?";
