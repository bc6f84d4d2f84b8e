import type { AppContext } from "../app-context.ts";
import type { AddProblem } from "./widgets-model.ts";
import "../i18n/en-widgets.ts";

const texts = {
  wrong: "widgets.add.wrong",
  tooLarge: "widgets.add.tooLarge",
  unreachable: "widgets.add.unreachable",
  address: "widgets.add.address",
  local: "widgets.add.local",
  entry: "widgets.add.entry",
} as const;

/** Why something could not be added, in words. */
export const addProblemText = ({ t }: AppContext["i18n"], problem: AddProblem): string =>
  typeof problem === "string" ? t(texts[problem]) : t("widgets.add.wrongField", { field: problem.field });
