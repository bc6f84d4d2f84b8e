import { Select, SoundIcon } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import { noiseChoices } from "./own-noise.ts";

/** What takes noise from the own voice. */
export const NoisePicker = ({ labelled }: { labelled: boolean }) => {
  const { i18n, settings } = useApp();
  const { t } = i18n;
  return (
    <Select
      label={t("noise.label")}
      labelHidden={!labelled}
      icon={SoundIcon}
      options={noiseChoices.map((value) => ({ value, label: t(`noise.${value}`) }))}
      value={settings.value.value.noise}
      onPick={(picked) => settings.update({ noise: noiseChoices.find((choice) => choice === picked) ?? "browser" })}
    />
  );
};
