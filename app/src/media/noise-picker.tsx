import { NoiseIcon, Select } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import { noiseChoice } from "./own-noise.ts";

/** What takes noise from the own voice. */
export const NoisePicker = ({ labelled }: { labelled: boolean }) => {
  const app = useApp();
  const { options, chosen, choose } = noiseChoice(app);
  return (
    <Select label={app.i18n.t("noise.label")} labelHidden={!labelled} icon={NoiseIcon} options={options} value={chosen} onPick={choose} />
  );
};
