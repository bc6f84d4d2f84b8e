import { LivePicture } from "@tfx/ui";
import type { FacesModel } from "../model.ts";
import { t, type TextKey } from "../texts.ts";

const countText = (count: number): string => {
  const key: TextKey = count === 0 ? "faces.0" : count === 1 ? "faces.1" : "faces.many";
  return t(key, { count: String(count) });
};

/** What is sent of the person, the way others see it, and how many faces are in it. */
export const PreviewView = ({ model }: { model: FacesModel }) => {
  const count = model.faces.value;
  return (
    <LivePicture watch={model.watch} label={t("preview")} none={t("preview.none")}>
      <span role="status">{count === undefined ? t("preview") : countText(count)}</span>
    </LivePicture>
  );
};
