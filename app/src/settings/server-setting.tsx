import { useSignal } from "@preact/signals";
import { Button, Field, ServerIcon } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import type { ServerChange } from "../platform.ts";

const texts = {
  changed: "settings.serverChanged",
  invalid: "settings.serverInvalid",
  unreachable: "settings.serverUnreachable",
  refused: "settings.serverRefused",
} as const satisfies Record<ServerChange, string>;

/** The server for new calls; checked before it is used. */
export const ServerSetting = () => {
  const { platform, i18n } = useApp();
  const { t } = i18n;
  const text = useSignal(platform.server.value);
  const outcome = useSignal<ServerChange | undefined>(undefined);
  const checking = useSignal(false);
  const save = async () => {
    checking.value = true;
    try {
      outcome.value = await platform.changeServer?.(text.peek().trim());
    } finally {
      checking.value = false;
    }
  };
  const said = outcome.value && t(texts[outcome.value]);
  const isGood = outcome.value === "changed";
  return (
    <Field
      label={t("settings.serverLabel")}
      icon={ServerIcon}
      value={text.value}
      inputmode="url"
      spellcheck={false}
      problem={isGood ? undefined : said}
      hint={isGood ? said : t("settings.serverHint")}
      onText={(typed) => {
        text.value = typed;
        outcome.value = undefined;
      }}
      end={
        text.value.trim() !== platform.server.value && (
          <Button size="small" busy={checking.value} onClick={() => void save()}>
            {t("settings.serverSave")}
          </Button>
        )
      }
    />
  );
};
