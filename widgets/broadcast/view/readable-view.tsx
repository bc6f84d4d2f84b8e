import { Switch } from "@tfx/ui";
import { textKinds } from "../texts/send-texts.ts";
import { t } from "../words.ts";
import type { ViewProps } from "./broadcast-view.tsx";

/** What of the call's words those who watch may read. */
export const ReadableView = ({ model }: Pick<ViewProps, "model">) => (
  <fieldset class="broadcast-readable">
    <legend>{t("readable")}</legend>
    {textKinds.map((kind) => (
      <Switch
        key={kind}
        label={t(`readable.${kind}`)}
        checked={model.choices.value[kind]}
        onSwitch={(on) => void model.setReadable(kind, on)}
      />
    ))}
    <p class="tfx-part__note">{t("readable.hint")}</p>
  </fieldset>
);
